using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Upper and lower case as Python has them: letters such as ß become several. Marks stay with their letters.</summary>
internal static class CaseMapping
{
    public static SpannedString Upper(RenderContext context, SpannedString text) => Map(context, text, _ => true);

    public static SpannedString Lower(RenderContext context, SpannedString text) => Map(context, text, _ => false);

    public static SpannedString Capitalize(RenderContext context, SpannedString text) => Map(context, text, i => i == 0);

    /// <summary>str.title: a letter after anything that is no letter is upper.</summary>
    public static SpannedString Title(RenderContext context, SpannedString text) =>
        Map(context, text, i => i == 0 || !IsCased(text.Text, Before(text.Text, i)));

    public static SpannedString SwapCase(RenderContext context, SpannedString text) =>
        Map(context, text, i => char.IsLower(text.Text, i));

    public static void Append(SpannedStringBuilder to, SpannedString text, int index, bool upper)
    {
        var mapped = upper ? UpperAt(text.Text, index) : LowerAt(text.Text, index);
        if (mapped is null)
            to.Append(text, index, CodePointText.LengthAt(text.Text, index));
        else
            to.Append(mapped, text.MarkAt(index));
    }

    public static bool IsCased(string text, int index) => char.IsUpper(text, index) || char.IsLower(text, index)
        || System.Globalization.CharUnicodeInfo.GetUnicodeCategory(text, index) == System.Globalization.UnicodeCategory.TitlecaseLetter;

    private static SpannedString Map(RenderContext context, SpannedString text, Func<int, bool> upper)
    {
        context.Charge(text.Length);
        var builder = context.NewBuilder();
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text.Text, i))
            Append(builder, text, i, upper(i));
        return builder.ToSpannedString(text.IsMarkup);
    }

    private static int Before(string text, int index) => index >= 2 && char.IsLowSurrogate(text[index - 1]) ? index - 2 : index - 1;

    private static string? UpperAt(string text, int index) => text[index] switch
    {
        < '\x80' and var ascii => ascii is >= 'a' and <= 'z' ? ((char)(ascii - 32)).ToString() : null,
        'ß' => "SS",
        'ŉ' => "ʼN",
        'ﬀ' => "FF",
        'ﬁ' => "FI",
        'ﬂ' => "FL",
        'ﬃ' => "FFI",
        'ﬄ' => "FFL",
        'ﬅ' or 'ﬆ' => "ST",
        'ǰ' => "J̌",
        'և' => "ԵՒ",
        _ => text.Substring(index, CodePointText.LengthAt(text, index)).ToUpperInvariant(),
    };

    private static string? LowerAt(string text, int index) => text[index] switch
    {
        < '\x80' and var ascii => ascii is >= 'A' and <= 'Z' ? ((char)(ascii + 32)).ToString() : null,
        'İ' => "i̇",
        'Σ' => IsFinalSigma(text, index) ? "ς" : "σ",
        _ => text.Substring(index, CodePointText.LengthAt(text, index)).ToLowerInvariant(),
    };

    // A sigma at the end of a word: a letter before it, none after it.
    private static bool IsFinalSigma(string text, int index) =>
        index > 0 && IsCased(text, Before(text, index)) && (index + 1 >= text.Length || !IsCased(text, index + 1));
}
