using Attune.Text.Tokenizers.Patterns;
using Attune.Text.Tokenizers.Patterns.Scanners;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>The hand-written scanners against the general pattern engine, which is held against the reference elsewhere.</summary>
public class ScannerTests
{
    // Letters of every case and none, marks, numbers of three kinds, blanks, line ends, punctuation, both kinds of
    // apostrophe, contractions' letters with the long s, pairs of surrogates and halves of them.
    private static readonly string[] Characters =
    [
        "a", "Z", "é", "É", "ß", "ǅ", "ʰ", "ª", "ا", "中", "の", "한", "ก", "\u0301", "\u0E31", "\u0903", "\u20DD", "_",
        "0", "7", "٣", "Ⅷ", "½", "²", " ", " ", " ", "\t", "\u00A0", "\u0085", "\u2028", "\u3000", "\n", "\r", "\r\n", "\n",
        "'", "'", "’", "s", "S", "t", "T", "r", "e", "R", "E", "v", "V", "m", "l", "L", "d", "D", "ſ", "K", "re", "ve", "ll",
        ".", ",", "!", "/", "//", "-", "\"", "€", "+", "\u200D", "\uFEFF", "\0", "😁", "👩", "𝒳", "𐐀", "𐐨", "𝟘", "\U000E0100",
        "\uD83D", "\uDE00",
    ];

    [Fact]
    public void All_known_patterns_have_a_scanner() => Assert.Equal(4, KnownPatterns.Scanners.Count);

    [Theory]
    [InlineData(Gpt2Scanner.Source)]
    [InlineData(Llama3Scanner.Source)]
    [InlineData(Llama3Scanner.Qwen2Source)]
    [InlineData(O200kScanner.Source)]
    public void Scanners_cut_random_texts_as_the_general_engine(string source)
    {
        var random = new Random(20);
        var (known, general) = (SplitPattern.Parse(source), SplitPattern.ParseGeneral(source));
        for (var run = 0; run < 30_000; run++)
        {
            var some = random.Next(2) == 0 ? Characters : random.GetItems(Characters, 4);
            var text = string.Concat(random.GetItems(some, random.Next(1, 16)));
            Assert.Equal((text, Cut(general, text)), (text, Cut(known, text)));
        }
    }

    [Theory]
    [InlineData(Gpt2Scanner.Source)]
    [InlineData(Llama3Scanner.Source)]
    [InlineData(Llama3Scanner.Qwen2Source)]
    [InlineData(O200kScanner.Source)]
    public void Scanners_know_the_kind_of_every_code_point(string source)
    {
        var (known, general) = (SplitPattern.Parse(source), SplitPattern.ParseGeneral(source));
        for (var codePoint = 0; codePoint < CodePointSet.Limit; codePoint++)
        {
            if (codePoint is >= 0xD800 and < 0xE000)
                continue;
            var text = "a" + char.ConvertFromUtf32(codePoint) + "A. 1";
            if (Cut(general, text) != Cut(known, text))
                Assert.Fail($"U+{codePoint:X4}: {Cut(known, text)} not {Cut(general, text)}");
        }
    }

    private static string Cut(SplitPattern pattern, string text)
    {
        var ends = new List<int>();
        for (var from = 0; pattern.TryFind(text, from, out var start, out var end); from = SplitPattern.After(text, start, end))
            ends.AddRange([start, end]);
        return string.Join(' ', ends);
    }
}
