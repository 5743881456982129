using System.Globalization;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Python's repr of a string: single quotes unless only those occur inside; what does not print is escaped.</summary>
internal static class StringRepr
{
    public static void Write(SpannedString text, SpannedStringBuilder to)
    {
        if (text.IsMarkup)
            to.Append("Markup(", text.FirstMark);
        var quote = text.Text.IndexOf('\'') >= 0 && text.Text.IndexOf('"') < 0 ? '"' : '\'';
        to.Append(quote, text.FirstMark);
        var from = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = CodePointText.LengthAt(text.Text, i);
            if (Escape(text.Text, i, quote) is { } escape)
            {
                to.Append(text, from, i - from).Append(escape, text.MarkAt(i));
                from = i + length;
            }

            i += length;
        }

        to.Append(text, from, text.Length - from);
        to.Append(quote, text.Length == 0 ? text.FirstMark : text.MarkAt(text.Length - 1));
        if (text.IsMarkup)
            to.Append(')', text.FirstMark);
    }

    /// <summary>Whether Python's isprintable holds for the code point.</summary>
    public static bool IsPrintable(string text, int index) => text[index] == ' ' || CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    private static string? Escape(string text, int index, char quote)
    {
        var character = text[index];
        if (character is >= ' ' and < '\x7F' && character != '\\' && character != quote)
            return null;
        switch (character)
        {
            case '\n': return "\\n";
            case '\r': return "\\r";
            case '\t': return "\\t";
        }

        if (character == '\\' || character == quote)
            return "\\" + character;
        if (IsPrintable(text, index))
            return null;
        var point = CodePointText.ValueAt(text, index);
        return point < 0x100 ? "\\x" + point.ToString("x2", CultureInfo.InvariantCulture)
            : point < 0x10000 ? "\\u" + point.ToString("x4", CultureInfo.InvariantCulture)
            : "\\U" + point.ToString("x8", CultureInfo.InvariantCulture);
    }
}
