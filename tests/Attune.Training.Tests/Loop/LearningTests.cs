using Attune.Models;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Loop;

public class LearningTests
{
    [Fact]
    public void Eight_examples_are_learned_by_heart()
    {
        var result = Train(TinyModel.Create(), TinyModel.Rows(8), new TrainingOptions { Epochs = 150, BatchSize = 8 }, 1e-2);
        Assert.Equal(150, result.Steps);
        Assert.InRange(result.FinalLoss, 0, 0.02);
    }

    [Fact]
    public void An_adapter_learns_and_leaves_the_base_as_it_was()
    {
        var model = TinyModel.WithAdapter();
        var before = model.Parameters.Where(parameter => !parameter.Trainable).Select(parameter => parameter.Value.ToArray()).ToList();
        var observer = new RecordingObserver();
        Train(model, TinyModel.Rows(8), new TrainingOptions { Epochs = 60, BatchSize = 8 }, 2e-2, observer);
        Assert.Equal(before, model.Parameters.Where(parameter => !parameter.Trainable).Select(parameter => parameter.Value.ToArray()));
        Assert.True(observer.Losses[^1] < observer.Losses[0] / 2, $"{observer.Losses[0]} to {observer.Losses[^1]}");
    }

    [Fact]
    public void A_corpus_is_learned_too()
    {
        var corpus = new TokenCorpus();
        for (int document = 0; document < 20; document++)
            corpus.Add([.. Enumerable.Range(document, 20)]);
        var result = LanguageModelTraining.Run(
            TinyModel.Create(), corpus, corpus, contextLength: 32,
            new TrainingOptions { Epochs = 10, BatchSize = 4 }, new AdamWOptions { LearningRate = 1e-2 }, new LinearSchedule());
        Assert.InRange(result.BestValidationLoss!.Value, 0, 0.5); // the token after n is n + 1; knowing nothing costs ln 48 = 3.9
    }

    [Fact]
    public void The_loss_does_not_depend_on_how_a_batch_is_cut()
    {
        var rows = TinyModel.Rows(12);
        int supervised = rows.Sum(row => row.SupervisedTokens);
        var whole = FirstStep(10_000);
        foreach (int limit in new[] { 1, 20, 37, 64 })
        {
            var cut = FirstStep(limit);
            // Each token's loss has the same bits; only float32 sums of at most n of them are rounded in another order.
            double tolerance = supervised * Math.ScaleB(1, -24) * whole.Loss;
            Assert.Equal(whole.Loss, cut.Loss, tolerance);
            // A gradient is a sum over all n tokens of products that are themselves sums of at most 48 terms.
            Assert.Equal(whole.GradientNorm, cut.GradientNorm, (supervised + 48) * Math.ScaleB(1, -24) * whole.GradientNorm);
        }

        TrainingStep FirstStep(int microBatchTokens)
        {
            var observer = new RecordingObserver();
            var options = new TrainingOptions { MaxSteps = 1, BatchSize = 12, MicroBatchTokens = microBatchTokens };
            Train(TinyModel.Create(), rows, options, 1e-3, observer);
            return observer.Steps[0];
        }
    }

    [Theory]
    [InlineData(2, 0.0)]
    [InlineData(3, 0.0)]
    [InlineData(5, 0.25)]
    public void The_number_of_threads_does_not_change_a_bit(int threads, double dropout)
    {
        Assert.Equal(Trained(1), Trained(threads));

        float[][] Trained(int count)
        {
            var model = TinyModel.WithAdapter(count, dropout);
            Train(model, TinyModel.Rows(10), new TrainingOptions { Epochs = 2, BatchSize = 3, MicroBatchTokens = 24 }, 1e-2);
            return TinyModel.Weights(model);
        }
    }

    [Fact]
    public void Dropout_changes_from_step_to_step_and_is_off_in_validation()
    {
        var rows = TinyModel.Rows(4);
        var model = TinyModel.WithAdapter(dropout: 0.5);
        foreach (var b in model.Parameters.Where(parameter => parameter.Name.EndsWith("lora_B.weight", StringComparison.Ordinal)))
            b.Value.AsSpan().Fill(0.1f); // so that the update, and what dropout leaves of it, reaches the loss
        var observer = new RecordingObserver();
        var options = new TrainingOptions { MaxSteps = 3, BatchSize = 4, EvaluateEverySteps = 1 };
        SupervisedFineTuning.Run(
            model, rows, rows, options, new AdamWOptions { LearningRate = 1e-12 }, new ConstantSchedule(), null, observer);
        Assert.Equal(3, observer.Losses.Distinct().Count());
        Assert.Equal(observer.Evaluations[0].Loss, observer.Evaluations[2].Loss, 1e-6); // weights that moved by 1e-12 at most
        Assert.Null(model.DropoutSeed);
    }

    private static TrainingResult Train(
        ICausalLanguageModel model, IReadOnlyList<TrainingExample> rows, TrainingOptions options, double rate, RecordingObserver? observer = null) =>
        SupervisedFineTuning.Run(model, rows, [], options, new AdamWOptions { LearningRate = rate }, new ConstantSchedule(), null, observer);
}
