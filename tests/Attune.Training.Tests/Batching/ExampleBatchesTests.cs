namespace Attune.Training.Tests.Batching;

public class ExampleBatchesTests
{
    [Fact]
    public void Documents_are_packed_in_order_with_targets_where_the_mask_is_set()
    {
        var batches = new ExampleBatches([Example(10, 11, 12), Example(20, 21)], batchSize: 2, microBatchTokens: 100, seed: null);
        var batch = batches.GetBatch(0);
        var micro = (TokenMicroBatch)Assert.Single(batch.MicroBatches);
        Assert.Equal([10, 11, 12, 20, 21], micro.Tokens.TokenIds);
        Assert.Equal([0, 1, 2, 0, 1], micro.Tokens.Positions);
        Assert.Equal([0, 3], micro.Tokens.DocumentStarts);
        Assert.Equal([1, 3], micro.Rows); // every last token is supervised, so the one before it answers
        Assert.Equal([12, 21], micro.Targets);
        Assert.Equal(2, batch.SupervisedTokens);
        Assert.Equal(5, batch.TokenCount);
    }

    [Fact]
    public void A_first_token_is_never_a_target()
    {
        var example = new TrainingExample([1, 2, 3], [true, true, false], "a.jsonl(1)");
        var micro = (TokenMicroBatch)new ExampleBatches([example], 1, 10, null).GetBatch(0).MicroBatches[0];
        Assert.Equal([0], micro.Rows);
        Assert.Equal([2], micro.Targets);
        Assert.Equal(1, example.SupervisedTokens);
    }

    [Fact]
    public void Micro_batches_stay_below_the_limit_and_never_split_a_row()
    {
        var rows = new[] { 3, 4, 2, 9, 1, 5, 2 }.Select((length, i) => Example([.. Enumerable.Repeat(i, length), 99])).ToList();
        var batch = new ExampleBatches(rows, rows.Count, microBatchTokens: 8, seed: null).GetBatch(0);
        var micros = batch.MicroBatches.Cast<TokenMicroBatch>().ToList();
        Assert.Equal([4, 8, 10, 8, 3], micros.Select(micro => micro.TokenCount));
        Assert.Equal(rows.SelectMany(row => row.TokenIds), micros.SelectMany(micro => micro.Tokens.TokenIds));
        Assert.Equal(rows.Count, batch.SupervisedTokens);
    }

    [Fact]
    public void Micro_batches_are_as_even_as_they_can_be()
    {
        var rows = Enumerable.Range(0, 10).Select(i => Example(i, i)).ToList(); // twenty tokens, sixteen at once
        var batch = new ExampleBatches(rows, 10, microBatchTokens: 16, seed: null).GetBatch(0);
        Assert.Equal([10, 10], batch.MicroBatches.Select(micro => micro.TokenCount));
    }

    [Fact]
    public void An_epoch_sees_every_row_once_and_the_next_in_another_order()
    {
        var rows = Enumerable.Range(0, 10).Select(i => Example(i, i)).ToList();
        var batches = new ExampleBatches(rows, 4, 100, seed: 5);
        Assert.Equal(3, batches.BatchesPerEpoch);
        string[] first = Epoch(0), second = Epoch(1);
        Assert.Equal(rows.Select(row => row.Source).Order(), first.Order());
        Assert.Equal(first.Order(), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, Epoch(0));

        string[] Epoch(int epoch) => [.. Enumerable.Range(3 * epoch, 3).SelectMany(step => batches.GetBatch(step).Sources)];
    }

    [Theory]
    [InlineData(1.0, 7, null, 7)]
    [InlineData(2.5, 4, null, 10)]
    [InlineData(0.1, 4, null, 1)]
    [InlineData(3.0, 100, 50, 50)]
    public void The_number_of_steps_follows_from_epochs_and_limit(double epochs, int perEpoch, int? limit, int expected) =>
        Assert.Equal(expected, new TrainingOptions { Epochs = epochs, MaxSteps = limit }.TotalSteps(perEpoch));

    private static TrainingExample Example(params int[] tokens) =>
        new(tokens, [.. Enumerable.Range(0, tokens.Length).Select(i => i == tokens.Length - 1)], $"rows.jsonl({tokens[0] + 1})");
}
