using System.Collections;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Turns a list into values of which each item knows its index: parts of a content, tool definitions.</summary>
internal static class ItemValues
{
    public static object? Convert(object? value, Mark mark)
    {
        if (value is string text)
            return new SpannedString(text, mark);
        if (value is SpannedText or not IEnumerable or IDictionary or IEnumerable<KeyValuePair<string, object?>>)
            return ContextValues.Convert(value, mark);
        var list = new List<object?>();
        foreach (var item in (IEnumerable)value)
            list.Add(ContextValues.Convert(item, mark with { Item = list.Count }));
        return new TemplateList(list.ToArray(), mark);
    }
}
