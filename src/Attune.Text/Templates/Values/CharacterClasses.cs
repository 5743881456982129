using System.Globalization;

namespace Attune.Text.Templates.Values;

/// <summary>Python's character classes, where they differ from those of .NET.</summary>
internal static class CharacterClasses
{
    /// <summary>str.isspace: also the four information separators, which .NET does not count.</summary>
    public static bool IsSpace(char character) => character is >= '\x1C' and <= '\x1F' || char.IsWhiteSpace(character);

    public static bool IsAsciiDigit(char character) => character is >= '0' and <= '9';

    /// <summary>A letter, digit or underscore, as names and <c>\w</c> have it.</summary>
    public static bool IsWordAt(string text, int index)
    {
        var character = text[index];
        return character < 128
            ? character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_'
            : char.IsLetterOrDigit(text, index) || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
    }

    /// <summary>The value of a digit up to base 36, or -1.</summary>
    public static int DigitValue(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'z' => character - 'a' + 10,
        >= 'A' and <= 'Z' => character - 'A' + 10,
        _ => -1,
    };

    /// <summary>What str.splitlines breaks at.</summary>
    public static bool IsLineBreak(char character) =>
        character is '\n' or '\r' or '\v' or '\f' or '\x1C' or '\x1D' or '\x1E' or '\x85' or '\u2028' or '\u2029';
}
