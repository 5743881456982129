using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Loop;

public class StoppingTests
{
    private static readonly AdamWOptions Fast = new() { LearningRate = 2e-2 };

    [Fact]
    public void Patience_ends_a_run_that_overfits_and_keeps_the_best_weights()
    {
        var (rows, held) = (TinyModel.Rows(8), TinyModel.Rows(8, seed: 99));
        var model = TinyModel.Create();
        var observer = new RecordingObserver();
        var options = new TrainingOptions { Epochs = 100, BatchSize = 8, EvaluateEverySteps = 2, Patience = 3 };
        var result = SupervisedFineTuning.Run(model, rows, held, options, Fast, new ConstantSchedule(), null, observer);

        Assert.Equal(StopReason.EarlyStopped, result.Reason);
        var best = observer.Evaluations.MinBy(evaluation => evaluation.Loss)!;
        Assert.Equal(best.Step, result.BestStep);
        Assert.Equal(best.Loss, result.BestValidationLoss);
        Assert.Equal(best.Step + 6, result.Steps);
        var (loss, _) = ValidationLoss.Measure(model, new ExampleBatches(held, 8, 4096, null));
        Assert.Equal(best.Loss, loss);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_the_run_and_names_the_rows()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Create();
        var store = new CheckpointStore(folder.File("checkpoints"));
        var observer = new RecordingObserver
        {
            AfterStep = step =>
            {
                if (step.Step == 5)
                    model.Parameters[0].Value.AsSpan().Fill(float.NaN);
            },
        };
        var options = new TrainingOptions { Epochs = 10, BatchSize = 2, CheckpointEverySteps = 2 };
        var error = Assert.Throws<AttuneException>(() =>
            SupervisedFineTuning.Run(model, TinyModel.Rows(4), [], options, Fast, new ConstantSchedule(), store, observer));

        Assert.Equal("ATT4203", error.Code);
        Assert.Contains("step 6", error.Message, StringComparison.Ordinal);
        string[] rows = [.. new ExampleBatches(TinyModel.Rows(4), 2, 4096, options.Seed).GetBatch(5).Sources];
        Assert.Contains($"(rows {string.Join(", ", rows)})", error.Message, StringComparison.Ordinal);
        Assert.Equal([4, 2], store.Steps());
        Assert.Null(store.FindDamage(4));
        Assert.All(model.Parameters, parameter => Assert.Null(parameter.Value.Gradient));
    }

    [Fact]
    public void Bad_rows_are_refused_before_anything_is_computed()
    {
        Assert.Equal("ATT4201", Refused(new TrainingExample([1, 2], [true, false], "a.jsonl(7)"), out string? place));
        Assert.Equal("a.jsonl(7)", place);
        Assert.Equal("ATT4202", Refused(new TrainingExample([1, TinyModel.Vocabulary], [false, true], "a.jsonl(8)"), out _));
        Assert.Equal("ATT4202", Refused(new TrainingExample(new int[65], [.. Enumerable.Repeat(true, 65)], "a.jsonl(9)"), out _));

        static string Refused(TrainingExample row, out string? place)
        {
            var error = Assert.Throws<AttuneException>(() => SupervisedFineTuning.Run(
                TinyModel.Create(), [.. TinyModel.Rows(3), row], [], new TrainingOptions(), Fast, new ConstantSchedule()));
            place = error.File;
            return error.Code;
        }
    }
}
