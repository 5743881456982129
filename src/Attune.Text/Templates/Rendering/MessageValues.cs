using System.Collections;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Turns a conversation into values whose strings say which message, and which part of it, they are.</summary>
internal static class MessageValues
{
    /// <param name="messages">The messages.</param>
    /// <param name="fields">How the template takes their fields.</param>
    public static object? Convert(object? messages, MessageFields fields)
    {
        if (messages is List<object?> given)
        {
            var items = new object?[given.Count];
            for (var i = 0; i < items.Length; i++)
                items[i] = FromMessage(given[i], i, fields);
            return new TemplateList(items);
        }

        if (messages is string or not IEnumerable or IDictionary or IReadOnlyDictionary<string, object?>)
            return ContextValues.Convert(messages, Mark.Variable);
        var list = new List<object?>();
        foreach (var message in (IEnumerable)messages)
            list.Add(FromMessage(message, list.Count, fields));
        return new TemplateList(list.ToArray());
    }

    private static object? FromMessage(object? message, int index, MessageFields fields)
    {
        var mark = new Mark(index, MessagePart.Other);
        return message switch
        {
            Dictionary<string, object?> map => new TemplateDictionary(mark, map, fields),
            IReadOnlyDictionary<string, object?> map => new TemplateDictionary(mark, map, fields),
            IEnumerable<KeyValuePair<string, object?>> pairs => fields.ConvertAll(pairs, mark),
            _ => ContextValues.Convert(message, mark),
        };
    }

    /// <summary>Whether the content of a message is what a tool returned.</summary>
    public static bool IsTool(IEnumerable<KeyValuePair<string, object?>> message)
    {
        if (message is Dictionary<string, object?> map)
            return map.TryGetValue("role", out var given) && IsToolRole(given);
        if (message is IReadOnlyDictionary<string, object?> fields)
            return fields.TryGetValue("role", out var role) && IsToolRole(role);
        foreach (var field in message)
        {
            if (field.Key == "role" && IsToolRole(field.Value))
                return true;
        }

        return false;
    }

    /// <summary>Whether a message of this role is what a tool returned.</summary>
    public static bool IsToolRole(object? role) => role is "tool" or "ipython" or "function" or "tool_response";

    /// <summary>The value of one field; whose message it is decides what its content is.</summary>
    public static object? FromField(string name, object? value, int index, bool isTool, IReadOnlyList<string> comparedRoles)
    {
        switch (name)
        {
            case "content":
                return ItemValues.Convert(value, new Mark(index, isTool ? MessagePart.ToolResult : MessagePart.Content));
            case "tool_calls":
                return ToolCallValues.Convert(value, new Mark(index, MessagePart.ToolCall));
            case "function_call":
                return ToolCallValues.ConvertCall(value, new Mark(index, MessagePart.ToolCall));
            case "role":
                return ContextValues.Convert(value, new Mark(index, IsRole(value, comparedRoles) ? MessagePart.Role : MessagePart.Other));
            case "reasoning_content" or "reasoning" or "thinking" or "tool_plan":
                return ContextValues.Convert(value, new Mark(index, MessagePart.Reasoning));
            default:
                return ContextValues.Convert(value, new Mark(index, name == "name" ? MessagePart.Name : MessagePart.Other));
        }
    }

    // Templates spell special tokens with roles. A role nobody knows must not be able to spell one by accident or on purpose.
    private static bool IsRole(object? value, IReadOnlyList<string> comparedRoles)
    {
        if (value is not string role)
            return false;
        if (role is "system" or "developer" or "user" or "assistant" or "tool" or "function" or "ipython" or "tool_response"
            or "model" or "human" or "gpt" or "context")
        {
            return true;
        }

        foreach (var compared in comparedRoles)
        {
            if (compared == role)
                return true;
        }

        return false;
    }
}
