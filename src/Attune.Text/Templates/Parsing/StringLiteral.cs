using System.Globalization;
using System.Text;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Parsing;

/// <summary>Python's escapes in string literals; unknown ones stay as they are.</summary>
internal static class StringLiteral
{
    /// <summary>The value of what stands between the quotes, or null where an escape is cut short.</summary>
    public static string? Unescape(string text)
    {
        if (text.IndexOf('\\') < 0)
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
                value.Append(text[i]);
            else if (!Escape(text, ref i, value))
                return null;
        }

        return value.ToString();
    }

    // i stands on the backslash, and afterwards on the last character of the escape.
    private static bool Escape(string text, ref int i, StringBuilder value)
    {
        var letter = text[++i];
        switch (letter)
        {
            case '\n': return true;
            case '\\' or '\'' or '"': value.Append(letter); return true;
            case 'a': value.Append('\a'); return true;
            case 'b': value.Append('\b'); return true;
            case 'f': value.Append('\f'); return true;
            case 'n': value.Append('\n'); return true;
            case 'r': value.Append('\r'); return true;
            case 't': value.Append('\t'); return true;
            case 'v': value.Append('\v'); return true;
            case 'x': return Hex(text, ref i, 2, value);
            case 'u': return Hex(text, ref i, 4, value);
            case 'U': return Hex(text, ref i, 8, value);
            case >= '0' and <= '7': Octal(text, ref i, value); return true;
            default: value.Append('\\').Append(letter); return true;
        }
    }

    private static bool Hex(string text, ref int i, int digits, StringBuilder value)
    {
        if (i + digits >= text.Length
            || !long.TryParse(text.Substring(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            || point > 0x10FFFF)
        {
            return false;
        }

        value.Append(CodePointText.FromValue((int)point));
        i += digits;
        return true;
    }

    private static void Octal(string text, ref int i, StringBuilder value)
    {
        var point = 0;
        var digits = 0;
        while (digits < 3 && i + digits < text.Length && text[i + digits] is >= '0' and <= '7')
            point = (point * 8) + (text[i + digits++] - '0');
        value.Append((char)point);
        i += digits - 1;
    }
}
