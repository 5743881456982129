namespace Attune.Training.Tests.Batching;

public class CorpusBatchesTests
{
    [Fact]
    public void Whole_documents_share_a_block_while_they_fit()
    {
        var micros = Micros(Corpus([1, 2, 3], [4, 5], [6, 7, 8, 9], [10, 11]), contextLength: 6, batchSize: 1);
        Assert.Equal([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]], micros.Select(micro => micro.Tokens.TokenIds));
        Assert.Equal([0, 3], micros[0].Tokens.DocumentStarts);
        Assert.Equal([0, 1, 3], micros[0].Rows);
        Assert.Equal([2, 3, 5], micros[0].Targets);
    }

    [Fact]
    public void A_long_document_is_cut_and_no_target_is_lost()
    {
        var micros = Micros(Corpus([0, 1, 2, 3, 4, 5, 6], [7, 8]), contextLength: 3, batchSize: 1);
        Assert.Equal([[0, 1, 2], [3, 4, 5], [6, 7, 8]], micros.Select(micro => micro.Tokens.TokenIds));
        Assert.Equal([[1, 2, 3], [4, 5, 6], [8]], micros.Select(micro => micro.Targets));
        Assert.Equal([1], micros[2].Rows);
        Assert.Equal([0, 0, 1], micros[2].Tokens.Positions);
    }

    [Fact]
    public void An_epoch_learns_every_token_that_has_one_before_it()
    {
        var random = new Random(3);
        var corpus = new TokenCorpus();
        List<int> expected = [];
        for (int document = 0, next = 0; document < 200; document++)
        {
            int[] tokens = [.. Enumerable.Range(next, random.Next(1, 40))];
            next += tokens.Length;
            corpus.Add(tokens);
            expected.AddRange(tokens.Skip(1));
        }

        var micros = Micros(corpus, contextLength: 16, batchSize: 5, seed: 9);
        Assert.Equal(expected, micros.SelectMany(micro => micro.Targets).Order());
        Assert.All(micros, micro => Assert.InRange(micro.TokenCount, 2, 48));
        Assert.All(micros, micro => Assert.All(
            micro.Rows.Zip(micro.Targets), pair => Assert.Equal(micro.Tokens.TokenIds[pair.First] + 1, pair.Second)));
    }

    private static TokenCorpus Corpus(params int[][] documents)
    {
        var corpus = new TokenCorpus();
        foreach (int[] document in documents)
            corpus.Add(document);
        return corpus;
    }

    private static List<TokenMicroBatch> Micros(TokenCorpus corpus, int contextLength, int batchSize, ulong? seed = null)
    {
        var batches = new CorpusBatches(corpus, contextLength, batchSize, microBatchTokens: 48, seed);
        return [.. Enumerable.Range(0, batches.BatchesPerEpoch).SelectMany(step => batches.GetBatch(step).MicroBatches).Cast<TokenMicroBatch>()];
    }
}
