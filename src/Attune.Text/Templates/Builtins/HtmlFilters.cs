using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters for HTML. Output is not escaped by itself; these are for templates that ask for it.</summary>
internal static class HtmlFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("escape", "value", (context, a) => HtmlText.Escape(context, a.Str(0)))
        .Alias("e", "escape")
        .Add("forceescape", "value", (context, a) => HtmlText.Escape(context, a.Str(0).AsMarkup(false)))
        .Add("safe", "value", (_, a) => a.Str(0).AsMarkup(true))
        .Add("striptags", "value", StripTags);

    private static object? StripTags(RenderContext context, BoundArguments a)
    {
        var text = a.Str(0);
        var bare = context.NewBuilder();
        for (var i = 0; i < text.Length;)
        {
            var end = text.Text[i] == '<' ? EndOfTag(text.Text, i) : -1;
            if (end < 0)
                bare.Append(text, i++, 1);
            else
                i = end;
        }

        var words = TextOperations.Split(context, Unescape(context, bare.Finish()), null, -1, false);
        return TextOperations.Join(context, SpannedString.Literal(" "), words.ConvertAll(word => (SpannedString)word!));
    }

    private static int EndOfTag(string text, int start)
    {
        if (string.CompareOrdinal(text, start, "<!--", 0, 4) == 0)
        {
            var comment = text.IndexOf("-->", start + 4, StringComparison.Ordinal);
            if (comment >= 0)
                return comment + 3;
        }

        var end = text.IndexOf('>', start);
        return end < 0 ? -1 : end + 1;
    }

    private static SpannedString Unescape(RenderContext context, SpannedString text)
    {
        var builder = context.NewBuilder();
        for (var i = 0; i < text.Length;)
        {
            var end = text.Text[i] == '&' ? text.Text.IndexOf(';', i) : -1;
            var character = end < 0 ? null : Entity(text.Text.Substring(i + 1, end - i - 1));
            if (character is null)
                builder.Append(text, i++, 1);
            else
                builder.Append(character, text.MarkAt(i));
            i = character is null ? i : end + 1;
        }

        return builder.Finish();
    }

    private static string? Entity(string name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u00A0",
        _ when name.Length > 1 && name[0] == '#' && int.TryParse(name.Substring(1), out var point) && point is > 0 and <= 0x10FFFF
            => CodePointText.FromValue(point),
        _ => null,
    };
}
