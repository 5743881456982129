using System.Globalization;

namespace Attune.Text.Templates.Values;

/// <summary>Upper and lower case as Unicode's properties and Python's str have them: also for letters that are raised, lowered or in circles, and Roman numerals.</summary>
internal static class LetterCase
{
    // First and last code point of what is lower case without being a lower-case letter: Unicode's Other_Lowercase.
    private static readonly int[] s_otherLower =
    [
        0xAA, 0xAA, 0xBA, 0xBA, 0x2B0, 0x2B8, 0x2C0, 0x2C1, 0x2E0, 0x2E4, 0x345, 0x345, 0x37A, 0x37A, 0x10FC, 0x10FC,
        0x1D2C, 0x1D6A, 0x1D78, 0x1D78, 0x1D9B, 0x1DBF, 0x2071, 0x2071, 0x207F, 0x207F, 0x2090, 0x209C, 0x2170, 0x217F,
        0x24D0, 0x24E9, 0x2C7C, 0x2C7D, 0xA69C, 0xA69D, 0xA770, 0xA770, 0xA7F2, 0xA7F4, 0xA7F8, 0xA7F9, 0xAB5C, 0xAB5F,
        0xAB69, 0xAB69, 0x10780, 0x10780, 0x10783, 0x10785, 0x10787, 0x107B0, 0x107B2, 0x107BA, 0x1E030, 0x1E06D,
    ];

    // Other_Uppercase.
    private static readonly int[] s_otherUpper = [0x2160, 0x216F, 0x24B6, 0x24CF, 0x1F130, 0x1F149, 0x1F150, 0x1F169, 0x1F170, 0x1F189];

    public static bool IsLower(string text, int index) => char.IsLower(text, index) || (text[index] >= 0xAA && IsIn(s_otherLower, text, index));

    public static bool IsUpper(string text, int index) => char.IsUpper(text, index) || (text[index] >= 0x2160 && IsIn(s_otherUpper, text, index));

    public static bool IsCased(string text, int index) => IsUpper(text, index) || IsLower(text, index)
        || CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.TitlecaseLetter;

    private static bool IsIn(int[] ranges, string text, int index)
    {
        var point = CodePointText.ValueAt(text, index);
        for (var i = 0; i < ranges.Length && ranges[i] <= point; i += 2)
        {
            if (point <= ranges[i + 1])
                return true;
        }

        return false;
    }
}
