namespace Attune.Text.Datasets.Checks;

/// <summary>A writing system, as far as telling one from another needs it.</summary>
internal enum Script
{
    None,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Indic,
    Thai,
    Hangul,
    EastAsian,
}

/// <summary>Finds scripts by the blocks of Unicode.</summary>
internal static class Scripts
{
    private static readonly (char Last, Script Script)[] Blocks =
    [
        ('\u0040', Script.None), ('\u024F', Script.Latin), ('\u036F', Script.None), ('\u03FF', Script.Greek), ('\u052F', Script.Cyrillic),
        ('\u058F', Script.None), ('\u05FF', Script.Hebrew), ('\u077F', Script.Arabic), ('\u08FF', Script.None), ('\u0DFF', Script.Indic),
        ('\u0E7F', Script.Thai), ('\u10FF', Script.None), ('\u11FF', Script.Hangul), ('\u1DFF', Script.None), ('\u1EFF', Script.Latin),
        ('\u1FFF', Script.Greek), ('\u303F', Script.None), ('\u30FF', Script.EastAsian), ('\u3130', Script.None), ('\u318F', Script.Hangul),
        ('\u33FF', Script.None), ('\u9FFF', Script.EastAsian), ('\uABFF', Script.None), ('\uD7AF', Script.Hangul), ('\uF8FF', Script.None),
        ('\uFAFF', Script.EastAsian), ('\uFFFF', Script.None),
    ];

    /// <summary>The script of a letter; none of anything else.</summary>
    public static Script Of(char c)
    {
        if (!char.IsLetter(c) || c is 'ª' or 'º' or 'µ')
            return Script.None;
        if (c <= '\u024F')
            return Script.Latin;
        foreach (var (last, script) in Blocks)
        {
            if (c <= last)
                return script;
        }

        return Script.None;
    }

    /// <summary>The script of most of the text's letters, with their number; none where there are no letters.</summary>
    public static (Script Script, int Letters, int All) MostOf(string text)
    {
        Span<int> counts = stackalloc int[(int)Script.EastAsian + 1];
        foreach (var c in text)
            counts[(int)Of(c)]++;
        var (best, all) = (0, 0);
        for (var i = 1; i < counts.Length; i++)
        {
            all += counts[i];
            best = counts[i] > counts[best] || best == 0 ? i : best;
        }

        return all == 0 ? (Script.None, 0, 0) : ((Script)best, counts[best], all);
    }
}
