using Attune.Tensors;

namespace Attune.Training.Tests.Optimizers;

public class AdamWTests
{
    private static readonly CpuBackend Backend = new(1);

    [Theory]
    [InlineData("model.layers.0.self_attn.q_proj.weight", 0.1)]
    [InlineData("model.layers.0.input_layernorm.weight", 0)]
    [InlineData("model.norm.weight", 0)]
    [InlineData("model.layers.0.self_attn.q_norm.weight", 0)]
    [InlineData("model.layers.0.self_attn.q_proj.bias", 0)]
    [InlineData("model.normalizer.weight", 0.1)]
    public void Norms_and_biases_are_not_decayed(string name, double expected)
    {
        var optimizer = new OptimizedParameters([Leaf(name)], new AdamWOptions { WeightDecay = 0.1 });
        Assert.Equal(expected, optimizer.Slots[0].WeightDecay);
    }

    [Fact]
    public void A_group_has_a_learning_rate_of_its_own()
    {
        var (slow, fast) = (Leaf("embed.weight"), Leaf("other.weight"));
        var options = new AdamWOptions { Groups = [new ParameterGroup("^embed") { LearningRateFactor = 0.25 }] };
        var optimizer = new OptimizedParameters([slow, fast], options);
        foreach (var leaf in new[] { slow, fast })
            leaf.Value.Gradient = Tensor.From(Backend, new Shape(2), [1f, -1f]).Keep();
        optimizer.Step(0.5);
        // The first step of Adam is the learning rate in the direction of the gradient's sign.
        Assert.Equal([-0.125f, 0.125f], slow.Value.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([-0.5f, 0.5f], fast.Value.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_parameter_without_gradient_stays_as_it_is()
    {
        var leaf = Leaf("weight");
        new OptimizedParameters([leaf], new AdamWOptions { WeightDecay = 0.5 }).Step(1);
        Assert.Equal([0f, 0f], leaf.Value.ToArray());
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var error = Assert.Throws<AttuneException>(() => new OptimizedParameters([], new AdamWOptions { LearningRate = 0 }));
        Assert.Equal("ATT4200", error.Code);
        Assert.Throws<AttuneException>(() => new AdamWOptions { Beta2 = 1 }.Validate());
        Assert.Throws<AttuneException>(() => new AdamWOptions { WeightDecay = -1 }.Validate());
        Assert.Throws<AttuneException>(() => new TrainingOptions { BatchSize = 0 }.Validate());
    }

    private static TrainedTensor Leaf(string name) => new(name, Tensor.Zeros(Backend, new Shape(2)).Keep());
}
