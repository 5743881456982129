using System.Collections;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Turns a conversation into values whose strings say which message, and which part of it, they are.</summary>
internal static class MessageValues
{
    public static object? Convert(object? messages)
    {
        if (messages is string or not IEnumerable or IDictionary or IReadOnlyDictionary<string, object?>)
            return ContextValues.Convert(messages, Mark.Template);
        var list = new List<object?>();
        foreach (var message in (IEnumerable)messages)
        {
            list.Add(message is IEnumerable<KeyValuePair<string, object?>> map
                ? FromMessage(map, list.Count)
                : ContextValues.Convert(message, new Mark(list.Count, MessagePart.Other)));
        }

        return new TemplateList(list);
    }

    private static TemplateDictionary FromMessage(IEnumerable<KeyValuePair<string, object?>> message, int index)
    {
        var isTool = false;
        foreach (var field in message)
            isTool |= field.Key == "role" && (field.Value is "tool" or "ipython" or "function" or "tool_response");
        var result = new TemplateDictionary(new Mark(index, MessagePart.Other));
        foreach (var field in message)
            result.Set(field.Key, ContextValues.Convert(field.Value, new Mark(index, PartOf(field.Key, isTool))));
        return result;
    }

    private static MessagePart PartOf(string field, bool isTool) => field switch
    {
        "content" => isTool ? MessagePart.ToolResult : MessagePart.Content,
        "reasoning_content" or "reasoning" or "thinking" => MessagePart.Reasoning,
        "tool_calls" or "function_call" => MessagePart.ToolCall,
        _ => MessagePart.Other,
    };
}
