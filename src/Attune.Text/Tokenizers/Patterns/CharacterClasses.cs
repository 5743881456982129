using System.Globalization;

namespace Attune.Text.Tokenizers.Patterns;

/// <summary>The named sets of a pattern: general categories and the classes <c>\s \d \w</c>.</summary>
internal static class CharacterClasses
{
    private static readonly string[] CategoryNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Lazy<Dictionary<string, CodePointSet>> ByName = new(BuildCategories);

    /// <summary>Unicode's White_Space.</summary>
    public static CodePointSet Space { get; } = new(
    [
        (9, 13), (' ', ' '), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
        (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
    ]);

    public static CodePointSet Digit => Named("Nd")!;

    private static readonly Lazy<CodePointSet> WordSet = new(() => Named("L")!
        .Union(Named("M")!).Union(Named("Nd")!).Union(Named("Nl")!).Union(Named("Pc")!)
        // Other_Alphabetic that is neither letter nor mark, and the numbers that Oniguruma's table of \w has.
        .Union(new CodePointSet(
        [
            (0xB2, 0xB3), (0xB9, 0xB9), (0xBC, 0xBE), (0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169),
            (0x1F170, 0x1F189),
        ])));

    public static CodePointSet Word => WordSet.Value;

    /// <summary>The set of a category (<c>Lu</c>) or a group of categories (<c>L</c>); null where there is none.</summary>
    public static CodePointSet? Named(string name) => ByName.Value.GetValueOrDefault(name);

    /// <summary>All code points that differ from this one only in letter case.</summary>
    public static IEnumerable<int> CaseVariants(int codePoint)
    {
        yield return codePoint;
        if (codePoint is >= 0xD800 and <= 0xDFFF)
            yield break;
        var rune = new System.Text.Rune(codePoint);
        yield return System.Text.Rune.ToLowerInvariant(rune).Value;
        yield return System.Text.Rune.ToUpperInvariant(rune).Value;

        // The two letters outside ASCII that fold into it.
        if (codePoint is 's' or 'S')
            yield return 0x17F;
        if (codePoint is 'k' or 'K')
            yield return 0x212A;
    }

    private static Dictionary<string, CodePointSet> BuildCategories()
    {
        var ranges = new List<(int, int)>[CategoryNames.Length];
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = [];
        var start = 0;
        var current = CharUnicodeInfo.GetUnicodeCategory(0);
        for (var c = 1; c <= CodePointSet.Limit; c++)
        {
            var category = c < CodePointSet.Limit ? CharUnicodeInfo.GetUnicodeCategory(c) : (UnicodeCategory)(-1);
            if (category == current)
                continue;
            ranges[(int)current].Add((start, c - 1));
            (start, current) = (c, category);
        }

        var sets = CategoryNames.Select((name, i) => (name, new CodePointSet(ranges[i]))).ToDictionary();
        foreach (var group in CategoryNames.GroupBy(name => name[..1]).ToList())
            sets[group.Key] = new CodePointSet(group.SelectMany(name => sets[name].Ranges));
        return sets;
    }
}
