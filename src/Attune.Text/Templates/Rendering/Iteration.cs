using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Walking through, counting and copying what Python can iterate.</summary>
internal static class Iteration
{
    /// <summary>The items of a value; an error where it has none.</summary>
    public static IEnumerable<object?> Items(object? value) => TryItems(value)
        ?? throw new RenderFault($"{Capital(TypeNames.Of(value))} cannot be looped over.");

    public static IEnumerable<object?>? TryItems(object? value) => value switch
    {
        TemplateSequence sequence => sequence.Items,
        SpannedString text => Characters(text),
        TemplateDictionary map => map.Keys,
        DictionaryView view => view.Items,
        NumberRange range => range.Items,
        OneShotSequence once => once,
        Undefined => [],
        _ => null,
    };

    /// <summary>The number of items, or -1 where it is not known before walking.</summary>
    public static int KnownCount(object? value) => value switch
    {
        TemplateSequence sequence => sequence.Count,
        SpannedString text => text.CodePoints,
        TemplateDictionary map => map.Count,
        DictionaryView view => view.Owner.Count,
        NumberRange range => range.Count,
        Undefined => 0,
        _ => -1,
    };

    /// <summary>All items as a list, within the limits.</summary>
    public static List<object?> ToList(RenderContext context, object? value)
    {
        var list = new List<object?>();
        foreach (var item in Items(value))
        {
            if (list.Count >= context.Options.MaxValueLength)
                context.ChargeValue(list.Count + 1L);
            context.Charge(1);
            list.Add(item);
        }

        return list;
    }

    public static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence.Substring(1);

    private static IEnumerable<object?> Characters(SpannedString text)
    {
        for (var i = 0; i < text.Length;)
        {
            var length = CodePointText.LengthAt(text.Text, i);
            yield return text.Slice(i, length);
            i += length;
        }
    }
}
