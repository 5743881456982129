using Attune.Models;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Loop;

/// <summary>Every tuning method through the loop: it learns, a resumed run ends in the same bits, and so does one on two threads.</summary>
public class MethodTrainingTests
{
    private static readonly Dictionary<string, IAdapterOptions?> Methods = new()
    {
        ["lora"] = new LoraOptions(4, 8, 0.1, [LoraOptions.AllLinear]) { ModulesToSave = ["lm_head"] },
        ["dora"] = new LoraOptions(4, 8, 0.1, ["q_proj", "v_proj", "up_proj"]) { WeightDecomposed = true },
        ["ia3"] = new Ia3Options(["k_proj", "v_proj", "down_proj"], ["down_proj"]),
        ["prompt"] = new PromptTuningOptions(4),
        ["p-tuning"] = new PTuningOptions(4, 8),
        ["prefix"] = new PrefixTuningOptions(4),
        ["prefix-projection"] = new PrefixTuningOptions(4) { ProjectionHidden = 8 },
        ["houlsby"] = BottleneckOptions.Houlsby with { ReductionFactor = 2 },
        ["pfeiffer"] = BottleneckOptions.Pfeiffer with { ReductionFactor = 4 },
        ["last-layer"] = null,
    };

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_learns_and_a_resumed_run_ends_in_the_same_bits(string name)
    {
        using var folder = new TemporaryFolder();
        var rows = TinyModel.Rows(12);
        var observer = new RecordingObserver();
        var undisturbed = Create(name, threads: 1);
        Train(undisturbed, rows, null, observer, CancellationToken.None);
        Assert.True(observer.Losses[^1] < observer.Losses[0], $"{observer.Losses[0]} to {observer.Losses[^1]}");

        using var cancellation = new CancellationTokenSource();
        var checkpoints = new CheckpointStore(folder.File("checkpoints"));
        Assert.ThrowsAny<OperationCanceledException>(
            () => Train(Create(name, threads: 2), rows, checkpoints, new RecordingObserver { AfterStep = step => CancelAt(5, step, cancellation) }, cancellation.Token));
        var resumed = Create(name, threads: 2);
        Train(resumed, rows, checkpoints, null, CancellationToken.None);
        Assert.Equal(TinyModel.Weights(undisturbed), TinyModel.Weights(resumed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_memory_is_taken_once_steps_are_warm(string name)
    {
        var model = Create(name, threads: 1);
        var blocks = new List<long>();
        var rows = TinyModel.Rows(1, seed: 3);
        Train(model, [.. Enumerable.Repeat(rows[0], 4)], null, new RecordingObserver { AfterStep = _ => blocks.Add(model.Backend.BlocksAllocated) }, CancellationToken.None);
        Assert.Equal(blocks[4], blocks[^1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_computed_once_more_give_the_same_bits(string name)
    {
        var rows = TinyModel.Rows(12);
        var (held, recomputed) = (Create(name, threads: 1), Create(name, threads: 2));
        Train(held, rows, null, null, CancellationToken.None);
        Train(recomputed, rows, null, null, CancellationToken.None, recomputes: true);
        Assert.Equal(TinyModel.Weights(held), TinyModel.Weights(recomputed));
    }

    private static ICausalLanguageModel Create(string name, int threads)
    {
        var model = TinyModel.Create(threads);
        if (Methods[name] is { } options)
            return Adapter.Attach(model, options, seed: 3).Model;
        PartialTraining.Apply(model, new PartialTrainingOptions { LastLayers = 1 });
        return model;
    }

    private static void CancelAt(int step, TrainingStep done, CancellationTokenSource cancellation)
    {
        if (done.Step == step)
            cancellation.Cancel();
    }

    private static void Train(
        ICausalLanguageModel model, List<TrainingExample> rows, CheckpointStore? checkpoints, ITrainingObserver? observer, CancellationToken cancellation,
        bool recomputes = false) =>
        SupervisedFineTuning.Run(
            model, rows, [], new TrainingOptions { Epochs = 100, MaxSteps = 16, BatchSize = 12, CheckpointEverySteps = 3, RecomputesLayers = recomputes },
            new AdamWOptions { LearningRate = 2e-2 }, new ConstantSchedule(), checkpoints, observer, cancellation);
}
