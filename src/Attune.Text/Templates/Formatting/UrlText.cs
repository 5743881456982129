using System.Text;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Percent encoding of a text, or of pairs as a query string.</summary>
internal static class UrlText
{
    public static SpannedString Encode(RenderContext context, object? value)
    {
        if (value is SpannedString text)
            return Quote(context, text, "/", "%20");
        var pairs = value is TemplateDictionary map ? new DictionaryView(map, "items").Items : Iteration.TryItems(value);
        if (pairs is null)
            return Quote(context, ValueText.Str(context, value), "/", "%20");
        var builder = context.NewBuilder();
        foreach (var pair in pairs)
        {
            var items = Iteration.ToList(context, pair);
            if (items.Count != 2)
                throw new RenderFault("'urlencode' needs a string, a dict, or pairs.");
            if (builder.Length > 0)
                builder.Append('&', Mark.Template);
            builder.Append(Quote(context, ValueText.Str(context, items[0]), "", "+")).Append('=', Mark.Template)
                .Append(Quote(context, ValueText.Str(context, items[1]), "", "+"));
        }

        return builder.Finish();
    }

    private static SpannedString Quote(RenderContext context, SpannedString text, string safe, string blank)
    {
        var builder = context.NewBuilder();
        for (var i = 0; i < text.Length;)
        {
            var length = CodePointText.LengthAt(text.Text, i);
            var character = text.Text[i];
            if (character < 128 && (char.IsLetterOrDigit(character) || "_.-~".IndexOf(character) >= 0 || safe.IndexOf(character) >= 0))
            {
                builder.Append(text, i, 1);
            }
            else if (character == ' ')
            {
                builder.Append(blank, text.MarkAt(i));
            }
            else
            {
                foreach (var octet in Encoding.UTF8.GetBytes(text.Text.Substring(i, length)))
                    builder.Append("%" + octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture), text.MarkAt(i));
            }

            i += length;
        }

        return builder.Finish();
    }
}
