using Attune.Models;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Batching;

/// <summary>Rows that share their beginning are learned as if each were computed alone.</summary>
public class SharedPrefixTrainingTests
{
    [Fact]
    public void Loss_and_gradients_are_those_of_the_plain_computation()
    {
        var (plainLoss, plain) = Gradients(TinyModel.Create(), shared: false, out int allTokens);
        var (sharedLoss, shared) = Gradients(TinyModel.Create(), shared: true, out int fewerTokens);
        Assert.True(fewerTokens < allTokens / 2, $"{fewerTokens} of {allTokens}");
        Assert.Equal(plainLoss, sharedLoss, 1e-6 * plainLoss);
        for (int i = 0; i < plain.Length; i++)
        {
            // Sums of the same numbers in another order: chains of some hundred additions, each within half a unit.
            double tolerance = 400 * Math.Pow(2, -24) * plain[i].Max(Math.Abs);
            for (int at = 0; at < plain[i].Length; at++)
                Assert.Equal(plain[i][at], shared[i][at], tolerance);
        }
    }

    [Fact]
    public void An_adapter_with_dropout_sees_every_row_on_its_own()
    {
        Assert.True(TinyModel.WithAdapter().CanSharePrefixes);
        Assert.False(TinyModel.WithAdapter(dropout: 0.1).CanSharePrefixes);
    }

    [Fact]
    public void Training_goes_the_same_way_and_is_the_same_for_any_number_of_threads()
    {
        double[] plain = Losses(threads: 1, shared: false), shared = Losses(threads: 1, shared: true);
        Assert.Equal(shared, Losses(threads: 2, shared: true));
        Assert.True(plain[^1] < plain[0]);
        for (int step = 0; step < plain.Length; step++)
            Assert.Equal(plain[step], shared[step], 1e-4); // AdamW turns the rounding of small gradients into steps
    }

    private static double[] Losses(int threads, bool shared)
    {
        var batches = new ExampleBatches(Rows(), 6, 1000, seed: null, shared);
        var observer = new RecordingObserver();
        new TrainingLoop(
            TinyModel.Create(threads), batches, null, new TrainingOptions { Epochs = 8 }, new AdamWOptions { LearningRate = 1e-3 },
            new ConstantSchedule(), null, observer).Run();
        return [.. observer.Steps.Select(step => step.Loss)];
    }

    private static (double Loss, float[][] Gradients) Gradients(ICausalLanguageModel model, bool shared, out int tokens)
    {
        var batch = new ExampleBatches(Rows(), 12, 1000, seed: null, shared).GetBatch(0);
        tokens = batch.TokenCount;
        Assert.Equal(Rows().Sum(row => row.TokenIds.Length), batch.RowTokens);
        double loss = 0;
        foreach (var micro in batch.MicroBatches)
        {
            using var scope = model.Backend.BeginScope();
            var part = micro.Loss(model, batch.SupervisedTokens);
            part.Backward();
            loss += part.Item();
        }

        return (loss, [.. model.Parameters.Select(parameter => parameter.Value.Gradient!.ToArray())]);
    }

    /// <summary>Two conversations of six rows, with a turn that some of them share beyond the beginning, supervised in all of them.</summary>
    private static List<TrainingExample> Rows()
    {
        var random = new Random(5);
        int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(TinyModel.Vocabulary))];
        List<TrainingExample> rows = [];
        for (int group = 0; group < 2; group++)
        {
            int[] system = Tokens(34 + group), turn = Tokens(9);
            for (int row = 0; row < 6; row++)
            {
                int[] tokens = [.. system, .. row % 2 == 0 ? turn : [], .. Tokens(4 + row)];
                rows.Add(new TrainingExample(tokens, [.. tokens.Select((_, i) => i >= 30)], $"rows.jsonl({rows.Count + 1})"));
            }
        }

        return rows;
    }
}
