using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters that change letters or stretches of a text.</summary>
internal static class TextFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("upper", "s", (context, a) => CaseMapping.Upper(context, a.Str(0)))
        .Add("lower", "s", (context, a) => CaseMapping.Lower(context, a.Str(0)))
        .Add("capitalize", "s", (context, a) => CaseMapping.Capitalize(context, a.Str(0)))
        .Add("title", "s", (context, a) => Title(context, a.Str(0)))
        .Add(
            "trim", "value chars?", (_, a) => TextOperations.Strip(a.Str(0), a.HasValue(1) ? a.Text(1).Text : null, true, true),
            static (context, value) => TextOperations.Strip(ValueText.Str(context, value), null, true, true))
        .Add("replace", "s old new count?", Replace)
        .Add("format", "value *rest", Format)
        .Add("wordcount", "s", (_, a) => (long)WordCount(a.Str(0).Text))
        .Add("reverse", "value", Reverse)
        .Add("urlencode", "value", (context, a) => UrlText.Encode(context, a[0]));

    private static object? Replace(RenderContext context, BoundArguments a) => TextOperations.Replace(
        context, a.Str(0), a.Str(1).Text, a.Str(2), a.HasValue(3) ? a.Int(3) : -1).AsMarkup(false);

    private static object? Format(RenderContext context, BoundArguments a)
    {
        if (a.Rest.Positional.Length > 0 && a.Rest.Keywords.Length > 0)
            throw new RenderFault("The filter 'format' takes positional or named values, not both.");
        if (a.Rest.Keywords.Length == 0)
            return PercentFormat.Apply(context, a.Str(0), new TemplateTuple(a.Rest.Positional, Mark.Template));
        var map = new TemplateDictionary();
        foreach (var keyword in a.Rest.Keywords)
            map.Set(keyword.Key, keyword.Value);
        return PercentFormat.Apply(context, a.Str(0), map);
    }

    // Jinja's own rule for where a word begins: after blanks and opening brackets, so "don't" keeps its t.
    private static SpannedString Title(RenderContext context, SpannedString text)
    {
        var builder = context.NewBuilder();
        var starts = true;
        for (var i = 0; i < text.Length;)
        {
            var length = CodePointText.LengthAt(text.Text, i);
            var separates = text.Text[i] is '-' or '(' or '{' or '[' or '<' || CharacterClasses.IsSpace(text.Text[i]);
            CaseMapping.Append(builder, text, i, starts && !separates);
            starts = separates;
            i += length;
        }

        return builder.Finish();
    }

    private static int WordCount(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text, i))
        {
            var before = i == 0 ? -1 : i >= 2 && char.IsLowSurrogate(text[i - 1]) ? i - 2 : i - 1;
            if (CharacterClasses.IsWordAt(text, i) && (before < 0 || !CharacterClasses.IsWordAt(text, before)))
                count++;
        }

        return count;
    }

    private static object? Reverse(RenderContext context, BoundArguments a)
    {
        if (a[0] is SpannedString text)
            return Slicing.Slice(context, text, null, null, -1L);
        var items = Iteration.ToList(context, a[0]);
        items.Reverse();
        return a[0] is OneShotSequence ? new TemplateList(items) : new OneShotSequence(items);
    }
}
