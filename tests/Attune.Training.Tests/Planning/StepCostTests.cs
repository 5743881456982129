using Attune.Models;
using Attune.Tensors;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Planning;

public class StepCostTests
{
    private const int Hidden = 16, Intermediate = 32, Layers = 2, Wide = 16, Narrow = 8, Rank = 4;

    /// <summary>Weights of one block's products: q, k, v, o, and the three of the feed-forward part.</summary>
    private const double Block = (2 * Hidden * Wide) + (2 * Hidden * Narrow) + (3 * Hidden * Intermediate);

    [Fact]
    public void Full_training_costs_six_operations_a_weight_and_token()
    {
        var model = TinyModel.Create();
        var cost = StepCost.For(model, microBatchTokens: 100, documentTokens: 9);
        double attention = Layers * 2.0 * Wide * 5; // a token of nine attends to five on average
        Assert.Equal((6 * ((Layers * Block) + (Hidden * TinyModel.Vocabulary))) + (7 * attention), cost.FlopsPerToken);
        long parameters = model.Parameters.Sum(parameter => (long)parameter.Value.Shape.ElementCount);
        Assert.Equal(4 * parameters, cost.GradientBytes);
        Assert.Equal(8 * parameters, cost.OptimizerBytes);
        Assert.Equal(12 * parameters, cost.CheckpointBytes);
    }

    [Fact]
    public void With_an_adapter_no_weight_gradient_of_the_base_is_counted()
    {
        var cost = StepCost.For(TinyModel.WithAdapter(), microBatchTokens: 100, documentTokens: 9);
        double attention = Layers * 2.0 * Wide * 5;
        // r (in + out) of the seven layers.
        double attentionLayers = Rank * (4 * Hidden + 2 * Wide + 2 * Narrow), mlpLayers = Rank * 3 * (Hidden + Intermediate);
        double update = Layers * (attentionLayers + mlpLayers);
        // The input of the first block's q, k and v is the frozen embedding: no gradient flows there, through base or A.
        double notDone = (Hidden * (Wide + (2 * Narrow))) + (3 * Rank * Hidden);
        double head = Hidden * TinyModel.Vocabulary;
        Assert.Equal((4 * ((Layers * Block) + head)) + (6 * update) - (2 * notDone) + (7 * attention), cost.FlopsPerToken);
        Assert.Equal(4 * update, cost.GradientBytes);
    }

    [Fact]
    public void Layers_below_the_first_trained_one_have_no_backward_pass()
    {
        var model = TinyModel.Create();
        foreach (var parameter in model.Parameters)
            parameter.Trainable = parameter.Name.StartsWith("model.layers.1.mlp.down_proj", StringComparison.Ordinal);
        var cost = StepCost.For(model, 100, documentTokens: 9, supervisedShare: 0.25);
        double down = 2.0 * Intermediate * Hidden, head = 0.25 * 2 * Hidden * TinyModel.Vocabulary;
        Assert.Equal(down + head, cost.FlopsPerToken - cost.ForwardFlopsPerToken);
    }

    /// <summary>The matrices of 16 x 32 numbers, which are the largest, are floats while they are read.</summary>
    [Fact]
    public void The_largest_matrix_that_is_kept_in_fewer_bits_is_counted_as_it_is_read()
    {
        var model = ModelLayout.Of(TinyModel.Create().Configuration, new LoraOptions(Rank, 8, 0, [LoraOptions.AllLinear]));
        var (plain, frozen) = (StepCost.For(model, 100, documentTokens: 9), StepCost.For(model, 100, documentTokens: 9, frozen: FrozenStorage.Nf4));
        Assert.Equal(plain.ActivationBytes, frozen.ActivationBytes);
        Assert.Equal(4 * Hidden * Intermediate, frozen.ProcessBytes - plain.ProcessBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Estimated_memory_is_near_what_a_step_takes(bool lora)
    {
        var backend = new CpuBackend(1);
        var model = Model.Initialize(
            TinyModel.Create().Configuration with
            {
                HiddenSize = 128,
                IntermediateSize = 352,
                LayerCount = 4,
                HeadCount = 4,
                HeadDimension = 32,
                VocabularySize = 1000,
                MaxPositions = 256,
            },
            backend, seed: 1);
        if (lora)
            Adapter.Attach(model, new LoraOptions(8, 16, 0.1, [LoraOptions.AllLinear]), seed: 1);
        var random = new Random(1);
        var rows = Enumerable.Range(0, 8).Select(i =>
            new TrainingExample([.. Enumerable.Range(0, 128).Select(_ => random.Next(1000))], [.. Enumerable.Repeat(true, 128)], $"{i}")).ToList();
        var measured = SpeedProbe.Measure(model, new ExampleBatches(rows, 8, 512, null), TimeProvider.System, TimeSpan.Zero);
        var cost = StepCost.For(model, 512, documentTokens: 128);
        long estimated = cost.PeakBytes - cost.OptimizerBytes; // the probe has no optimizer
        // Blocks of memory are up to an eighth larger than what is asked for; kernels need some space of their own.
        Assert.InRange(measured.PeakBytes, 0.9 * estimated, 1.25 * estimated);
        Assert.True(measured.TokensPerSecond > 0);
        Assert.All(model.Parameters, parameter => Assert.Null(parameter.Value.Gradient));
    }
}
