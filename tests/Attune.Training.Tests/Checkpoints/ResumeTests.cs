using Attune.Models;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Checkpoints;

public class ResumeTests
{
    private const int Steps = 20;

    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = Steps,
        Epochs = 10,
        BatchSize = 4,
        MicroBatchTokens = 30,
        EvaluateEverySteps = 5,
        CheckpointEverySteps = 3,
    };

    [Theory]
    [InlineData("all")]
    [InlineData("adapter")]
    [InlineData("adapter and rows")]
    public void A_cancelled_run_goes_on_to_the_same_bits(string trained)
    {
        using var folder = new TemporaryFolder();
        var undisturbed = Create();
        Run(undisturbed, null, Options);

        var store = new CheckpointStore(folder.File("checkpoints"));
        var options = Options with { MetricsPath = folder.File("metrics.jsonl") };
        foreach (int at in new[] { 2, 7, 15 })
        {
            using var cancellation = new CancellationTokenSource();
            var observer = new RecordingObserver { AfterStep = step => Cancel(step.Step == at) };
            Assert.Throws<OperationCanceledException>(() => Run(Create(), store, options, observer, cancellation.Token));
            Assert.Equal(at, store.Steps()[0]);

            void Cancel(bool now)
            {
                if (now)
                    cancellation.Cancel();
            }
        }

        var resumed = Create();
        var last = new RecordingObserver();
        var result = Run(resumed, store, options, last);
        Assert.Equal(16, last.Steps[0].Step);
        Assert.Equal(Steps, result.Steps);
        Assert.Equal(TinyModel.Weights(undisturbed), TinyModel.Weights(resumed));
        Assert.Equal(Enumerable.Range(1, Steps), StepsWith(options.MetricsPath, "learningRate"));
        Assert.Equal([5, 10, 15, 20], StepsWith(options.MetricsPath, "validationLoss"));

        ICausalLanguageModel Create() => trained switch
        {
            "all" => TinyModel.Create(),
            "adapter" => TinyModel.WithAdapter(dropout: 0.2),
            _ => TinyModel.WithRows(1, 5, 40).Model,
        };
    }

    [Fact]
    public void A_finished_run_has_nothing_left_to_do()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path);
        var first = TinyModel.Create();
        var before = Run(first, store, Options);
        var observer = new RecordingObserver();
        var second = TinyModel.Create();
        var after = Run(second, store, Options, observer);
        Assert.Empty(observer.Steps);
        Assert.Equal(before.FinalLoss, after.FinalLoss);
        Assert.Equal(before.Tokens, after.Tokens);
        Assert.Equal(TinyModel.Weights(first), TinyModel.Weights(second));
    }

    [Fact]
    public void Patience_and_the_best_weights_outlive_an_interruption()
    {
        using var folder = new TemporaryFolder();
        var options = Options with { Patience = 4, EvaluateEverySteps = 1, CheckpointEverySteps = 1, MaxSteps = 60, Epochs = 100 };
        var whole = TinyModel.Create();
        var expected = Run(whole, null, options);
        Assert.Equal(StopReason.EarlyStopped, expected.Reason);

        var store = new CheckpointStore(folder.Path);
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver();
        observer.AfterStep = step =>
        {
            if (step.Step == expected.BestStep + 2)
                cancellation.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => Run(TinyModel.Create(), store, options, observer, cancellation.Token));
        var resumed = TinyModel.Create();
        var actual = Run(resumed, store, options);
        Assert.Equal((expected.Steps, expected.BestStep, expected.BestValidationLoss), (actual.Steps, actual.BestStep, actual.BestValidationLoss));
        Assert.Equal(TinyModel.Weights(whole), TinyModel.Weights(resumed));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path);
        Run(TinyModel.Create(), store, Options);
        var error = Assert.Throws<AttuneException>(() => Run(TinyModel.Create(), store, Options with { Seed = 7 }));
        Assert.Equal("ATT4211", error.Code);
        Assert.Throws<AttuneException>(() => Run(TinyModel.WithAdapter(), store, Options));
    }

    [Fact]
    public void A_torn_metrics_line_is_cut_off()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("metrics.jsonl");
        File.WriteAllText(path, "{\"step\":1,\"loss\":2}\n{\"step\":2,\"loss\":1}\n{\"step\":3,\"lo");
        using (var metrics = MetricsFile.Open(path, lastStep: 9))
            metrics.Write(new TrainingEvaluation(3, 0.5, 10, true, TimeSpan.Zero));
        Assert.Equal(3, File.ReadAllLines(path).Length);
        Assert.Contains("\"step\":3,\"validationLoss\":0.5", File.ReadAllLines(path)[2], StringComparison.Ordinal);
    }

    private static TrainingResult Run(
        ICausalLanguageModel model, CheckpointStore? store, TrainingOptions options, RecordingObserver? observer = null, CancellationToken token = default) =>
        SupervisedFineTuning.Run(
            model, TinyModel.Rows(9), TinyModel.Rows(5, seed: 5), options, new AdamWOptions { LearningRate = 1e-2, WeightDecay = 0.01 },
            new CosineSchedule(Warmup.Fraction(0.1)), store, observer, token);

    private static IEnumerable<int> StepsWith(string? path, string property)
    {
        foreach (string line in File.ReadLines(path!))
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty(property, out _))
                yield return json.RootElement.GetProperty("step").GetInt32();
        }
    }
}
