using System.Collections;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Turns tool calls into values that tell the name and the arguments from the rest of the call.</summary>
internal static class ToolCallValues
{
    public static object? Convert(object? calls, Mark mark)
    {
        if (calls is string or not IEnumerable or IDictionary or IEnumerable<KeyValuePair<string, object?>>)
            return ContextValues.Convert(calls, mark);
        var list = new List<object?>();
        foreach (var call in (IEnumerable)calls)
            list.Add(ConvertCall(call, mark with { Item = list.Count }));
        return new TemplateList(list.ToArray(), mark);
    }

    public static object? ConvertCall(object? call, Mark mark)
    {
        if (call is not IEnumerable<KeyValuePair<string, object?>> fields)
            return ContextValues.Convert(call, mark);
        var result = new TemplateDictionary(mark);
        foreach (var field in fields)
        {
            result.Set(field.Key, field.Key switch
            {
                "function" => ConvertCall(field.Value, mark),
                "name" => ContextValues.Convert(field.Value, mark with { Part = MessagePart.ToolCallName }),
                "arguments" or "parameters" => ContextValues.Convert(field.Value, mark with { Part = MessagePart.ToolCallArguments }),
                _ => ContextValues.Convert(field.Value, mark),
            });
        }

        return result;
    }
}
