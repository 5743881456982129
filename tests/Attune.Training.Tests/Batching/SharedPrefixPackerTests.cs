namespace Attune.Training.Tests.Batching;

public class SharedPrefixPackerTests
{
    private static readonly int[] s_system = [.. Enumerable.Range(100, 40)];
    private static readonly int[] s_question = [.. Enumerable.Range(200, 35)];

    [Fact]
    public void What_texts_begin_with_stands_there_once()
    {
        var micro = Single([[.. s_system, 1, 2], [.. s_system, 3, 4, 5]], limit: 100);
        Assert.Equal([.. s_system, 1, 2, 3, 4, 5], micro.Tokens.TokenIds);
        Assert.Equal([0, 40, 42], micro.Tokens.DocumentStarts);
        Assert.Equal([-1, 0, 0], micro.Tokens.Parents);
        Assert.Equal([40, 41, 40, 41, 42], micro.Tokens.Positions[40..]);
        Assert.Equal([40, 43], micro.Rows);
        Assert.Equal([2, 5], micro.Targets);
    }

    [Fact]
    public void The_last_shared_token_answers_for_every_text_that_goes_on_from_it()
    {
        var micro = Single([[.. s_system, 7], [.. s_system, 9], [.. s_system, 8]], limit: 100);
        Assert.Equal([39, 39, 39], micro.Rows);
        Assert.Equal([7, 8, 9], micro.Targets);
    }

    [Fact]
    public void A_text_that_ends_where_another_goes_on_adds_no_tokens()
    {
        var micro = Single([[.. s_system], [.. s_system, 7, 8], [.. s_system]], limit: 100);
        Assert.Equal([.. s_system, 7, 8], micro.Tokens.TokenIds);
        Assert.Equal([38, 38, 40], micro.Rows);
        Assert.Equal([139, 139, 8], micro.Targets);
    }

    [Fact]
    public void Prefixes_are_shared_at_several_depths_in_any_order_of_texts()
    {
        int[][] texts =
        [
            [.. s_system, 5, 6], [.. s_system, .. s_question, 1], [7, 8, 9], [.. s_system, .. s_question, 2, 3],
            [.. s_system, .. s_question], [.. s_system[..36], 4],
        ];
        var micro = Single(texts, limit: 1000);
        Assert.Equal(3 + 40 + 2 + 35 + 1 + 2 + 1, micro.TokenCount);
        Assert.Equal(texts.Select(Sorted).Order(), Paths(micro).Order());
    }

    [Fact]
    public void Few_tokens_are_not_shared()
    {
        int[] few = s_system[..(SharedPrefixes.Least - 1)];
        var micro = Single([[.. few, 2, 1], [.. few, 1, 2]], limit: 100);
        Assert.Equal([.. few, 2, 1, .. few, 1, 2], micro.Tokens.TokenIds); // the order given
        Assert.Empty(micro.Tokens.Parents);
    }

    [Fact]
    public void Micro_batches_stay_below_the_limit_and_each_has_its_own_prefix()
    {
        var packer = new SharedPrefixPacker(microBatchTokens: 50);
        for (int i = 0; i < 9; i++)
            packer.Add([.. s_system, i, i, i], Mask(43));
        var micros = packer.Finish().Cast<TokenMicroBatch>().ToList();
        Assert.Equal([49, 49, 49], micros.Select(micro => micro.TokenCount));
        Assert.All(micros, micro => Assert.Equal(s_system, micro.Tokens.TokenIds[..40]));
    }

    [Fact]
    public void Random_texts_come_back_as_they_were()
    {
        var random = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            List<int[]> texts = [];
            for (int i = 0; i < 12; i++)
            {
                int[] from = texts.Count > 0 && random.Next(4) > 0 ? texts[random.Next(texts.Count)] : [];
                int kept = random.Next(from.Length + 1), added = random.Next(from.Length == 0 ? 1 : 0, 60);
                int[] text = [.. from[..kept], .. Enumerable.Range(0, added).Select(_ => random.Next(3))];
                texts.Add(text.Length < 2 ? [1, 2] : text);
            }

            var packer = new SharedPrefixPacker(random.Next(40, 400));
            foreach (int[] text in texts)
                packer.Add(text, Mask(text.Length));
            var micros = packer.Finish().Cast<TokenMicroBatch>().ToList();
            Assert.Equal(texts.Select(text => text[^1]).Order(), micros.SelectMany(micro => micro.Targets).Order());
            var paths = micros.SelectMany(Paths).ToList();
            // A text that others go on from has no document of its own end; every other one has.
            Assert.All(texts, text => Assert.Contains(paths, path => path.StartsWith(Sorted(text), StringComparison.Ordinal)));
            Assert.All(micros, micro => Assert.All(micro.Rows, row => Assert.InRange(row, 0, micro.TokenCount - 1)));
        }
    }

    private static TokenMicroBatch Single(IEnumerable<int[]> texts, int limit)
    {
        var packer = new SharedPrefixPacker(limit);
        foreach (int[] text in texts)
            packer.Add(text, Mask(text.Length));
        return (TokenMicroBatch)Assert.Single(packer.Finish());
    }

    private static bool[] Mask(int length) => [.. Enumerable.Range(0, length).Select(i => i == length - 1)];

    private static string Sorted(int[] text) => string.Concat(text.Select(id => $"{id},"));

    /// <summary>The texts of all documents that no other one goes on from, and of those where one with a target ends.</summary>
    private static IEnumerable<string> Paths(TokenMicroBatch micro)
    {
        var (ids, starts, parents) = (micro.Tokens.TokenIds, micro.Tokens.DocumentStarts, micro.Tokens.Parents);
        string Text(int document)
        {
            int end = document + 1 < starts.Length ? starts[document + 1] : ids.Length;
            string before = parents.Length > 0 && parents[document] >= 0 ? Text(parents[document]) : "";
            return before + Sorted(ids[starts[document]..end]);
        }

        for (int document = 0; document < starts.Length; document++)
        {
            if (!parents.Contains(document) || micro.Rows.Any(row => row + 2 == End(document)))
                yield return Text(document);
        }

        int End(int document) => document + 1 < starts.Length ? starts[document + 1] : ids.Length;
    }
}
