using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers.Unicode;

/// <summary>
/// The data of Unicode normalization (Unicode Standard Annex 15). Our own, since .NET leaves texts as they are where
/// globalization is invariant, and follows the operating system's tables elsewhere.
/// </summary>
internal sealed class DecompositionTables
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLeads = 0x1100;
    private const int HangulVowels = 0x1161;
    private const int HangulTails = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private static readonly Lazy<DecompositionTables> Loaded = new(() => new DecompositionTables());

    private readonly Dictionary<int, int[]> canonical = [];
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<(int, int), int> compositions = [];
    private readonly Dictionary<int, byte> classes = [];

    private DecompositionTables()
    {
        var neverComposed = new List<int>();
        foreach (var line in UnicodeRanges.Lines("canonical.txt"))
        {
            var sign = line.AsSpan().IndexOfAny('=', '>');
            var (codePoint, parts) = (UnicodeRanges.Hex(line[..sign]), line[(sign + 1)..].Split(' ').Select(UnicodeRanges.Hex).ToArray());
            canonical[codePoint] = parts;
            if (line[sign] == '=')
                compositions[(parts[0], parts[1])] = codePoint;
            else
                neverComposed.Add(codePoint);
        }

        foreach (var codePoint in canonical.Keys.ToList())
            canonical[codePoint] = [.. Expand(codePoint)];
        foreach (var line in UnicodeRanges.Lines("compatibility.txt"))
        {
            var sign = line.IndexOf('>', StringComparison.Ordinal);
            compatible[UnicodeRanges.Hex(line[..sign])] = [.. line[(sign + 1)..].Split(' ').Select(UnicodeRanges.Hex)];
        }

        ReadClasses();
        Unstable = Sets(neverComposed);
    }

    public static DecompositionTables Instance => Loaded.Value;

    /// <summary>For each form, the code points without which a text is in that form already.</summary>
    public IReadOnlyDictionary<NormalForm, CodePointSet> Unstable { get; }

    public byte ClassOf(int codePoint) => classes.GetValueOrDefault(codePoint);

    /// <summary>Appends the full decomposition of a code point.</summary>
    public void Decompose(int codePoint, bool compatibility, List<int> parts)
    {
        var syllable = codePoint - HangulFirst;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount)
        {
            parts.Add(HangulLeads + syllable / (VowelCount * TailCount));
            parts.Add(HangulVowels + syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount != 0)
                parts.Add(HangulTails + syllable % TailCount);
        }
        else if ((compatibility && compatible.TryGetValue(codePoint, out var found)) || canonical.TryGetValue(codePoint, out found))
        {
            parts.AddRange(found);
        }
        else
        {
            parts.Add(codePoint);
        }
    }

    /// <summary>What two code points compose to, or -1.</summary>
    public int Compose(int first, int second)
    {
        if (first - HangulLeads is >= 0 and < LeadCount && second - HangulVowels is >= 0 and < VowelCount)
            return HangulFirst + ((first - HangulLeads) * VowelCount + (second - HangulVowels)) * TailCount;
        var syllable = first - HangulFirst;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount && syllable % TailCount == 0
            && second - HangulTails is > 0 and < TailCount)
        {
            return first + (second - HangulTails);
        }

        return compositions.GetValueOrDefault((first, second), -1);
    }

    private IEnumerable<int> Expand(int codePoint) =>
        canonical.TryGetValue(codePoint, out var parts) ? parts.SelectMany(Expand) : [codePoint];

    private Dictionary<NormalForm, CodePointSet> Sets(List<int> neverComposed)
    {
        // Marks, and what can be the second half of a composition.
        var joining = new CodePointSet(
        [
            .. classes.Keys.Concat(compositions.Keys.Select(pair => pair.Item2)).Select(c => (c, c)),
            (HangulVowels, HangulTails + TailCount - 1),
        ]);
        var decomposing = new CodePointSet(
        [
            .. canonical.Keys.Select(c => (c, c)), (HangulFirst, HangulFirst + LeadCount * VowelCount * TailCount - 1),
        ]);
        var compatibility = new CodePointSet(compatible.Keys.Select(c => (c, c)));
        var recomposed = joining.Union(new CodePointSet(neverComposed.Select(c => (c, c))));
        return new Dictionary<NormalForm, CodePointSet>
        {
            [NormalForm.Nfc] = recomposed,
            [NormalForm.Nfd] = joining.Union(decomposing),
            [NormalForm.Nfkc] = recomposed.Union(compatibility),
            [NormalForm.Nfkd] = joining.Union(decomposing).Union(compatibility),
        };
    }

    private void ReadClasses()
    {
        foreach (var (first, last, combining) in UnicodeRanges.Read("classes.txt"))
        {
            for (var c = first; c <= last; c++)
                classes[c] = (byte)combining;
        }
    }
}
