using System.Globalization;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The methods of Python's str that look for something or ask what the text is made of.</summary>
internal static class StringTestMethods
{
    // Han letters that are numbers, which Unicode's own number property leaves out.
    private const string NumberLetters = "㐅㒃㠪㭍一七万三两九二五亖京亿什仟仨伍佰俩倆億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拐拾捌柒洞漆玖百皕秭肆萬貮貳贰鈎钩阡陆陌陸零"
        + "\uF96B\uF973\uF978\uF9B2\uF9D1\uF9D3\uF9FD𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭\U0002F890";

    public static void AddTo(BuiltinTable table)
    {
        table.Add("startswith", "/self prefix start? end?", (_, a) => Truth.Box(Affix(a, string.CompareOrdinal, atEnd: false)))
            .Add("endswith", "/self suffix start? end?", (_, a) => Truth.Box(Affix(a, string.CompareOrdinal, atEnd: true)))
            .Add("find", "/self sub start? end?", (_, a) => (long)Find(a, false))
            .Add("rfind", "/self sub start? end?", (_, a) => (long)Find(a, true))
            .Add("index", "/self sub start? end?", (_, a) => Found(Find(a, false)))
            .Add("rindex", "/self sub start? end?", (_, a) => Found(Find(a, true)))
            .Add("count", "/self sub start? end?", (_, a) => Count(a))
            .Add("islower", "/self", (_, a) => Truth.Box(Tests.HasCase(Text(a), LetterCase.IsLower, LetterCase.IsUpper)))
            .Add("isupper", "/self", (_, a) => Truth.Box(Tests.HasCase(Text(a), LetterCase.IsUpper, LetterCase.IsLower)))
            .Add("istitle", "/self", (_, a) => Truth.Box(IsTitle(Text(a))))
            .Add("isascii", "/self", (_, a) => Truth.Box(All(Text(a), (text, i) => text[i] < 128, whenEmpty: true)))
            .Add("isprintable", "/self", (_, a) => Truth.Box(All(Text(a), Formatting.StringRepr.IsPrintable, whenEmpty: true)))
            .Add("isidentifier", "/self", (_, a) => Truth.Box(Text(a) is { Length: > 0 } text && IsNameStart(text, 0) && All(text, IsNamePart)))
            .Add("isspace", "/self", (_, a) => Truth.Box(All(Text(a), (text, i) => CharacterClasses.IsSpace(text[i]))))
            .Add("isalpha", "/self", (_, a) => Truth.Box(All(Text(a), char.IsLetter)))
            .Add("isalnum", "/self", (_, a) => Truth.Box(All(Text(a), (text, i) => char.IsLetter(text, i) || IsNumeric(text, i))))
            .Add("isdecimal", "/self", (_, a) => Truth.Box(All(Text(a), char.IsDigit)))
            .Add("isdigit", "/self", (_, a) => Truth.Box(All(Text(a), IsDigit)))
            .Add("isnumeric", "/self", (_, a) => Truth.Box(All(Text(a), IsNumeric)));
    }

    private static string Text(BoundArguments a) => ((SpannedString)a[0]!).Text;

    private static bool All(string text, Func<string, int, bool> holds, bool whenEmpty = false)
    {
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text, i))
        {
            if (!holds(text, i))
                return false;
        }

        return text.Length > 0 || whenEmpty;
    }

    private static bool IsNumeric(string text, int index) => CharUnicodeInfo.GetNumericValue(text, index) is not -1 // one sign is worth -1/2
        || NumberLetters.IndexOf(text.Substring(index, CodePointText.LengthAt(text, index)), StringComparison.Ordinal) >= 0;

    // Decimal digits, and those written above or below or in circles.
    private static bool IsDigit(string text, int index) => char.IsDigit(text, index)
        || (CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.OtherNumber && CharUnicodeInfo.GetDigitValue(text, index) >= 0);

    private static bool IsNameStart(string text, int index) => text[index] == '_' || char.IsLetter(text, index)
        || CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.LetterNumber;

    private static bool IsNamePart(string text, int index) => IsNameStart(text, index)
        || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    private static bool IsTitle(string text)
    {
        bool any = false, afterLetter = false;
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text, i))
        {
            if (LetterCase.IsLower(text, i) ? !afterLetter : LetterCase.IsCased(text, i) && afterLetter)
                return false;
            afterLetter = LetterCase.IsCased(text, i);
            any |= afterLetter;
        }

        return any;
    }

    private static bool Affix(BoundArguments a, Func<string, int, string, int, int, int> compare, bool atEnd)
    {
        var text = Text(a);
        if (!Window(a, out var start, out var end))
            return false;
        var candidates = a[1] is TemplateTuple tuple ? tuple.Items : [a[1]];
        foreach (var candidate in candidates)
        {
            if (candidate is not SpannedString part)
                throw new RenderFault(candidate is Undefined missing ? missing.Reason : $"A prefix or suffix must be a string or a tuple of strings, not {TypeNames.Of(candidate)}.");
            var length = part.Length;
            if (length <= end - start && compare(text, atEnd ? end - length : start, part.Text, 0, length) == 0)
                return true;
        }

        return false;
    }

    private static int Find(BoundArguments a, bool last)
    {
        var text = Text(a);
        var part = a.Text(1).Text;
        if (!Window(a, out var start, out var end))
            return -1;
        var within = text.Substring(start, end - start);
        var at = last ? (part.Length == 0 ? within.Length : within.LastIndexOf(part, StringComparison.Ordinal)) : within.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? -1 : CodePointText.Count(text.Substring(0, start + at));
    }

    private static long Found(int at) => at < 0 ? throw new RenderFault("The text is not in the string.") : at;

    private static long Count(BoundArguments a)
    {
        var text = Text(a);
        var part = a.Text(1).Text;
        if (!Window(a, out var start, out var end))
            return 0L;
        var within = text.Substring(start, end - start);
        if (part.Length == 0)
            return CodePointText.Count(within) + 1L;
        var count = 0L;
        for (var at = within.IndexOf(part, StringComparison.Ordinal); at >= 0; at = within.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            count++;
        return count;
    }

    /// <summary>The stretch from start to end, given in code points, as UTF-16 indices; false where it is empty by being reversed.</summary>
    private static bool Window(BoundArguments a, out int start, out int end)
    {
        var text = (SpannedString)a[0]!;
        var from = a.HasValue(2) ? a.Int(2) : 0;
        var to = a.HasValue(3) ? a.Int(3) : text.CodePoints;
        from = from < 0 ? Math.Max(0, from + text.CodePoints) : from;
        to = Math.Min(text.CodePoints, to < 0 ? Math.Max(0, to + text.CodePoints) : to);
        start = end = 0;
        if (from > to)
            return false;
        start = text.HasSurrogatePairs ? CodePointText.Advance(text.Text, 0, from) : from;
        end = text.HasSurrogatePairs ? CodePointText.Advance(text.Text, start, to - from) : to;
        return true;
    }
}
