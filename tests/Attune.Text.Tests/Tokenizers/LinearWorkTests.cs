using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Twice the text is twice the work, whatever the text; the splitters count their steps.</summary>
public class LinearWorkTests
{
    private const int Length = 70_000;

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("aab")]
    [InlineData("abcdefgh")]
    [InlineData("")]
    public void Bpe(string repeated)
    {
        // Nested merges: every token doubles, pairs of them and of their neighbours merge again.
        var tokens = new List<string> { "a", "b", "c", "d", "e", "f", "g", "h" };
        var merges = new List<(int, int, int)>();
        for (var level = 0; level < 12; level++)
        {
            var last = tokens.Count;
            foreach (var (left, right) in new[] { (last - 8, last - 8), (last - 8, last - 7), (last - 7, last - 6), (last - 6, last - 5),
                (last - 5, last - 4), (last - 4, last - 3), (last - 3, last - 2), (last - 1, last - 8) })
            {
                merges.Add((left, right, tokens.Count));
                tokens.Add(tokens[left] + tokens[right]);
            }
        }

        var ids = new Dictionary<string, int>();
        merges = [.. merges.Where(merge => tokens.IndexOf(tokens[merge.Item3]) == merge.Item3)];
        for (var id = 0; id < tokens.Count; id++)
            ids.TryAdd(tokens[id], id);
        AssertLinear(new BpeModel(new Vocabulary(ids), merges, new BpeOptions()), repeated);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("")]
    public void Unigram(string repeated)
    {
        var pieces = Enumerable.Range(1, 16).Select(length => (new string('a', length), -1.0 / length)).ToList();
        pieces.AddRange([("<unk>", 0), ("b", -1), ("ab", -1), ("abab", -2)]);
        AssertLinear(new UnigramModel(pieces, 16, byteFallback: false), repeated);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("")]
    public void Word_piece(string repeated)
    {
        var ids = Enumerable.Range(1, 16).Select(length => "##" + new string('a', length)).Append("[UNK]").Append("a").Append("##b")
            .Select((token, id) => (token, id)).ToDictionary();
        AssertLinear(new WordPieceModel(new Vocabulary(ids), new WordPieceOptions { LongestPiece = int.MaxValue }), repeated);
    }

    private static void AssertLinear(TokenizerModel model, string repeated)
    {
        var (once, twice, fourTimes) = (Steps(model, repeated, Length), Steps(model, repeated, Length * 2), Steps(model, repeated, Length * 4));
        Assert.True(once >= Length, $"only {once} steps");
        Assert.True(twice <= 2.02 * once, $"{once} steps, {twice} for twice the text");
        Assert.True(fourTimes <= 2.02 * twice, $"{twice} steps, {fourTimes} for twice the text");
    }

    private static long Steps(TokenizerModel model, string repeated, int length)
    {
        var random = new Random(9);
        var text = repeated.Length > 0
            ? string.Concat(Enumerable.Repeat(repeated, length / repeated.Length))
            : string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(2))));
        var splitter = model.CreateSplitter();
        splitter.Split(text, areBytes: false, new TokenBuffer());
        return splitter.Steps;
    }
}
