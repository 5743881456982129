using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tests.Tokenizers;

public class BpeModelTests
{
    /// <summary>Pieces too long to scan are merged through a heap; both ways must give what the definition says.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Short_and_long_pieces_merge_as_the_definition_says(bool ranksRise)
    {
        var random = new Random(11);
        var merges = new List<(int, int, int)>();
        for (var merged = 4; merged < 60; merged++)
            merges.Add((random.Next(merged), random.Next(merged), merged));
        if (!ranksRise)
            merges.Reverse();
        merges = [.. merges.DistinctBy(merge => (merge.Item1, merge.Item2))];
        var table = new MergeTable(merges);
        Assert.Equal(ranksRise, table.RanksRise);
        foreach (var length in new[] { 0, 1, 2, 3, 31, 32, 33, 34, 200, 1000 })
        {
            for (var run = 0; run < 20; run++)
            {
                var symbols = Enumerable.Range(0, length).Select(_ => random.Next(4)).ToList();
                var expected = MergeByDefinition(symbols, merges);
                Assert.Equal(expected, MergeInOrder(symbols, chain => new MergeOrder(table, null).MergeAll(chain), table));
                Assert.Equal(expected, MergeInOrder(symbols, chain => new MergeHeap(table).MergeAll(chain, null), table));
                if (ranksRise)
                    Assert.Equal(expected, MergeInOrder(symbols, new RankBuckets(table).MergeAll, table));
            }
        }
    }

    [Fact]
    public void Places_follow_one_another_in_long_pieces()
    {
        var tokenizer = ByteLevelBpeTrainer.Train(["abababab abab"], new BpeTrainerOptions { MinFrequency = 1 });
        var text = string.Concat(Enumerable.Repeat("ab", 500)) + "é";
        var tokens = tokenizer.Encode(text);
        Assert.Equal(text, string.Concat(tokens.Offsets.DistinctBy(place => place.Start).Select(place => text[place.Start..place.End])));
        Assert.Equal(text, tokenizer.Decode(tokens.Ids));
    }

    /// <summary>A million characters without a border take many seconds where merging is quadratic, and well under one here.</summary>
    [SharedFact("data/tok-gpt2-hf")]
    public void A_word_of_a_million_letters_is_no_trouble()
    {
        var tokenizer = RealTokenizers.Gpt2();
        var word = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => (char)('a' + (i * 7919L * i % 26))));
        Assert.Equal(word, tokenizer.Decode(tokenizer.Encode(word).Ids));
    }

    [SharedFact("data/tok-gpt2-hf")]
    public void Threads_share_a_tokenizer()
    {
        var tokenizer = RealTokenizers.Gpt2();
        var texts = Enumerable.Range(0, 2000).Select(i => $"word{i} and {i * 31} é{i}").ToArray();
        var alone = texts.Select(text => RealTokenizersIds(tokenizer, text)).ToArray();
        var fresh = RealTokenizers.Gpt2();
        var together = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(text => RealTokenizersIds(fresh, text)).ToArray();
        Assert.Equal(alone, together);
    }

    private static string RealTokenizersIds(Tokenizer tokenizer, string text) => string.Join(' ', tokenizer.Encode(text).Ids);

    private static int[] MergeInOrder(List<int> symbols, Action<SymbolChain> merge, MergeTable table)
    {
        var chain = new SymbolChain();
        for (var i = 0; i < symbols.Count; i++)
            chain.Add(symbols[i], i, i + 1);
        chain.Link(table);
        merge(chain);
        var tokens = new TokenBuffer();
        chain.AppendTo(tokens);
        return tokens.Ids.ToArray();
    }

    private static List<int> MergeByDefinition(List<int> symbols, List<(int Left, int Right, int Merged)> merges)
    {
        symbols = [.. symbols];
        while (true)
        {
            var (best, at) = (merges.Count, -1);
            for (var i = 0; i + 1 < symbols.Count; i++)
            {
                var rank = merges.FindIndex(merge => merge.Left == symbols[i] && merge.Right == symbols[i + 1]);
                if (rank >= 0 && rank < best)
                    (best, at) = (rank, i);
            }

            if (at < 0)
                return symbols;
            symbols[at] = merges[best].Merged;
            symbols.RemoveAt(at + 1);
        }
    }
}
