using System.Collections;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Turns a conversation into values whose strings say which message, and which part of it, they are.</summary>
internal static class MessageValues
{
    /// <param name="messages">The messages.</param>
    /// <param name="comparedRoles">The roles that the template knows besides the usual ones.</param>
    public static object? Convert(object? messages, IReadOnlyList<string> comparedRoles)
    {
        if (messages is string or not IEnumerable or IDictionary or IReadOnlyDictionary<string, object?>)
            return ContextValues.Convert(messages, Mark.Variable);
        var list = new List<object?>();
        foreach (var message in (IEnumerable)messages)
        {
            list.Add(message is IEnumerable<KeyValuePair<string, object?>> map
                ? FromMessage(map, list.Count, comparedRoles)
                : ContextValues.Convert(message, new Mark(list.Count, MessagePart.Other)));
        }

        return new TemplateList(list);
    }

    private static TemplateDictionary FromMessage(
        IEnumerable<KeyValuePair<string, object?>> message, int index, IReadOnlyList<string> comparedRoles)
    {
        var isTool = IsTool(message);
        var mark = new Mark(index, MessagePart.Other);
        if (message is IReadOnlyDictionary<string, object?> fields)
            return new TemplateDictionary(mark, new MessageFields(fields, index, isTool, comparedRoles));
        var result = new TemplateDictionary(mark);
        foreach (var field in message)
            result.Set(field.Key, FromField(field, index, isTool, comparedRoles));
        return result;
    }

    private static bool IsTool(IEnumerable<KeyValuePair<string, object?>> message)
    {
        if (message is IReadOnlyDictionary<string, object?> fields)
            return fields.TryGetValue("role", out var role) && IsToolRole(role);
        foreach (var field in message)
        {
            if (field.Key == "role" && IsToolRole(field.Value))
                return true;
        }

        return false;
    }

    private static bool IsToolRole(object? role) => role is "tool" or "ipython" or "function" or "tool_response";

    public static object? FromField(KeyValuePair<string, object?> field, int index, bool isTool, IReadOnlyList<string> comparedRoles)
    {
        switch (field.Key)
        {
            case "content":
                return ItemValues.Convert(field.Value, new Mark(index, isTool ? MessagePart.ToolResult : MessagePart.Content));
            case "tool_calls":
                return ToolCallValues.Convert(field.Value, new Mark(index, MessagePart.ToolCall));
            case "function_call":
                return ToolCallValues.ConvertCall(field.Value, new Mark(index, MessagePart.ToolCall));
            case "role":
                return ContextValues.Convert(field.Value, new Mark(index, IsRole(field.Value, comparedRoles) ? MessagePart.Role : MessagePart.Other));
            case "reasoning_content" or "reasoning" or "thinking" or "tool_plan":
                return ContextValues.Convert(field.Value, new Mark(index, MessagePart.Reasoning));
            default:
                return ContextValues.Convert(field.Value, new Mark(index, field.Key == "name" ? MessagePart.Name : MessagePart.Other));
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
