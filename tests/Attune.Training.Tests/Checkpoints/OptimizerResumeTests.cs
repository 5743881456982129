using Attune.Models;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Checkpoints;

/// <summary>2 N steps are N steps, an end, and N more, bit for bit, whatever the optimizer keeps.</summary>
public class OptimizerResumeTests
{
    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 12,
        Epochs = 10,
        BatchSize = 4,
        EvaluateEverySteps = 2,
        CheckpointEverySteps = 0,
    };

    public static TheoryData<string> Optimizers => EveryOptimizer.Data;

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_stopped_run_goes_on_to_the_same_bits(string name)
    {
        var optimizer = EveryOptimizer.Create(name);
        AssertGoesOn(optimizer, new CosineSchedule(Warmup.Steps(2)));
    }

    [Fact]
    public void A_schedule_that_follows_the_loss_goes_on_to_the_same_bits() =>
        AssertGoesOn(new Sgd { LearningRate = 0.5 }, new PlateauSchedule(Reduction: 0.5, Patience: 0, Threshold: 0.3));

    [Fact]
    public void One_cycle_with_momentum_goes_on_to_the_same_bits() =>
        AssertGoesOn(new Sgd { LearningRate = 0.05, Momentum = 0.9 }, new OneCycleSchedule());

    [Fact]
    public void Gradual_unfreezing_goes_on_to_the_same_bits() => AssertGoesOn(
        new AdamWOptions { LearningRate = 1e-2, Groups = LayerGroups.For(layerCount: 2, unfreezing: true) },
        new StagedSchedule(new SlantedTriangularSchedule(), StageSteps: 3, Stages: 3));

    [Fact]
    public void Another_optimizer_or_setting_is_another_run()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path);
        Run(TinyModel.Create(), new Lion(), new ConstantSchedule(), store);
        Refused(new AdamWOptions { LearningRate = 1e-4 });
        Refused(new Lion { Beta2 = 0.98 });
        Refused(new Lion { WeightDecay = 0.1 });
        Refused(new Lion { Groups = [new ParameterGroup("bias") { FirstEpoch = 1 }] });

        void Refused(IOptimizer optimizer) => Assert.Equal(
            "ATT4211", Assert.Throws<AttuneException>(() => Run(TinyModel.Create(), optimizer, new ConstantSchedule(), store)).Code);
    }

    private static void AssertGoesOn(IOptimizer optimizer, ISchedule schedule)
    {
        using var folder = new TemporaryFolder();
        ICausalLanguageModel whole = TinyModel.Create(), stopped = TinyModel.Create(), resumed = TinyModel.Create();
        var before = TinyModel.Weights(whole);
        Run(whole, optimizer, schedule, null);
        Assert.NotEqual(before, TinyModel.Weights(whole));
        Assert.All(TinyModel.Weights(whole), weights => Assert.All(weights, weight => Assert.True(float.IsFinite(weight))));

        var store = new CheckpointStore(folder.Path);
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver
        {
            AfterStep = step =>
            {
                if (step.Step == Options.MaxSteps / 2)
                    cancellation.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => Run(stopped, optimizer, schedule, store, observer, cancellation.Token));
        var last = new RecordingObserver();
        Run(resumed, optimizer, schedule, store, last);
        Assert.Equal((Options.MaxSteps / 2) + 1, last.Steps[0].Step);
        Assert.Equal(TinyModel.Weights(whole), TinyModel.Weights(resumed));
    }

    private static void Run(
        ICausalLanguageModel model, IOptimizer optimizer, ISchedule schedule, CheckpointStore? store,
        RecordingObserver? observer = null, CancellationToken token = default) =>
        SupervisedFineTuning.Run(model, TinyModel.Rows(9), TinyModel.Rows(5, seed: 5), Options, optimizer, schedule, store, observer, token);
}
