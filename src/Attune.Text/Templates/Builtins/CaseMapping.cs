using System.Globalization;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Upper and lower case as Python has them: letters such as ß become several. Marks stay with their letters.</summary>
internal static class CaseMapping
{
    private enum Form
    {
        Same,
        Lower,
        Upper,
        Title,
        Folded,
    }

    public static SpannedString Upper(RenderContext context, SpannedString text) => Map(context, text, _ => Form.Upper);

    public static SpannedString Lower(RenderContext context, SpannedString text) => Map(context, text, _ => Form.Lower);

    public static SpannedString Fold(RenderContext context, SpannedString text) => Map(context, text, _ => Form.Folded);

    public static SpannedString Capitalize(RenderContext context, SpannedString text) =>
        Map(context, text, i => i == 0 ? Form.Title : Form.Lower);

    /// <summary>str.title: a letter after anything that is no letter is upper.</summary>
    public static SpannedString Title(RenderContext context, SpannedString text) =>
        Map(context, text, i => i == 0 || !LetterCase.IsCased(text.Text, Before(text.Text, i)) ? Form.Title : Form.Lower);

    public static SpannedString SwapCase(RenderContext context, SpannedString text) =>
        Map(context, text, i => LetterCase.IsLower(text.Text, i) ? Form.Upper : LetterCase.IsUpper(text.Text, i) ? Form.Lower : Form.Same);

    /// <summary>The code point at an index in upper or lower case, as a word by itself.</summary>
    public static void Append(SpannedStringBuilder to, SpannedString text, int index, bool upper) =>
        Append(to, text, index, upper ? Form.Upper : Form.Lower);

    private static void Append(SpannedStringBuilder to, SpannedString text, int index, Form form)
    {
        var mapped = form switch
        {
            Form.Same => null,
            Form.Lower => LowerAt(text.Text, index),
            Form.Folded => SpecialCasing.Fold(text.Text[index]) ?? (text.Text[index] == 'Σ' ? "σ" : LowerAt(text.Text, index)),
            Form.Title => SpecialCasing.Title(text.Text[index]) ?? UpperAt(text.Text, index),
            _ => UpperAt(text.Text, index),
        };
        if (mapped is null)
            to.Append(text, index, CodePointText.LengthAt(text.Text, index));
        else
            to.Append(mapped, text.MarkAt(index));
    }

    private static SpannedString Map(RenderContext context, SpannedString text, Func<int, Form> form)
    {
        context.Charge(text.Length);
        var builder = context.NewBuilder();
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text.Text, i))
            Append(builder, text, i, form(i));
        return builder.Finish(text.IsMarkup);
    }

    private static int Before(string text, int index) => index >= 2 && char.IsLowSurrogate(text[index - 1]) ? index - 2 : index - 1;

    private static string? UpperAt(string text, int index) => text[index] switch
    {
        < '\x80' and var ascii => ascii is >= 'a' and <= 'z' ? ((char)(ascii - 32)).ToString() : null,
        _ when SpecialCasing.Upper(text[index]) is { } special => special,
        _ => text.Substring(index, CodePointText.LengthAt(text, index)).ToUpperInvariant(),
    };

    private static string? LowerAt(string text, int index) => text[index] switch
    {
        < '\x80' and var ascii => ascii is >= 'A' and <= 'Z' ? ((char)(ascii + 32)).ToString() : null,
        'İ' => "i̇",
        'Σ' => IsFinalSigma(text, index) ? "ς" : "σ",
        _ => text.Substring(index, CodePointText.LengthAt(text, index)).ToLowerInvariant(),
    };

    // A sigma at the end of a word: a letter before it, none after it, whatever marks and apostrophes stand between.
    private static bool IsFinalSigma(string text, int index)
    {
        var before = Before(text, index);
        while (before >= 0 && IsIgnorable(text, before))
            before = Before(text, before);
        var after = index + 1;
        while (after < text.Length && IsIgnorable(text, after))
            after += CodePointText.LengthAt(text, after);
        return before >= 0 && LetterCase.IsCased(text, before) && (after >= text.Length || !LetterCase.IsCased(text, after));
    }

    private static bool IsIgnorable(string text, int index) => "'.:^`¨\u00AD·’․‧".IndexOf(text[index]) >= 0
        || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
