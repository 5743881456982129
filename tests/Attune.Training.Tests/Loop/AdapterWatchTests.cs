using Attune.Models;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Loop;

/// <summary>An adapter that no gradient reaches is told at the first step, and not after hours.</summary>
public sealed class AdapterWatchTests
{
    private const string Layer = "model.layers.1.mlp.up_proj";

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.25, 2)] // The first step of a warm-up has a learning rate of 0 and moves nothing.
    public void A_layer_whose_update_stays_zero_stops_the_run(double warmup, int step)
    {
        var model = TinyModel.WithAdapter();
        model.Parameters.Single(parameter => parameter.Name == Layer + ".lora_B.weight").Trainable = false;
        var observer = new RecordingObserver();
        var error = Assert.Throws<AttuneException>(() => Train(model, warmup, observer));
        Assert.Equal("ATT4204", error.Code);
        Assert.Equal($"After step {step} the adapter of {Layer} is still zero: no gradient reaches it.", error.Fact);
        Assert.Equal(step - 1, observer.Losses.Length);
    }

    [Fact]
    public void An_adapter_that_learns_is_left_alone() => Train(TinyModel.WithAdapter(), 0.25, new RecordingObserver());

    private static void Train(ICausalLanguageModel model, double warmup, RecordingObserver observer) => SupervisedFineTuning.Run(
        model, TinyModel.Rows(8), [], new TrainingOptions { Epochs = 4, BatchSize = 4 }, new AdamWOptions { LearningRate = 1e-2 },
        new LinearSchedule(Warmup.Fraction(warmup)), observer: observer);
}
