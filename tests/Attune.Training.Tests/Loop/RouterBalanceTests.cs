using Attune.Models;
using Attune.Tensors;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Loop;

/// <summary>The loss of uneven routing is part of training where the model asks for it, and only there.</summary>
public class RouterBalanceTests
{
    private const double Weight = 0.5;

    [Fact]
    public void It_is_added_by_the_share_of_each_micro_batch()
    {
        var batch = Batch();
        Assert.Equal(2, batch.MicroBatches.Count);
        var plain = new GradientPass(Create(trainsBalance: false), 0).Run(batch, 0);
        var model = Create(trainsBalance: true);
        var with = new GradientPass(model, 0).Run(batch, 0);
        Assert.Null(model.Trace);

        var expected = 0.0;
        foreach (var part in batch.MicroBatches.Cast<TokenMicroBatch>())
        {
            using var scope = model.Backend.BeginScope();
            using var off = Gradients.Off();
            var trace = model.Trace = new ForwardTrace();
            model.Hidden(part.Tokens);
            expected += Weight * RouterBalance.Loss(trace).Item() * part.TokenCount / batch.TokenCount;
        }

        Assert.True(expected > Weight, "two experts for each token cost two where they are used evenly, and more where they are not");
        Assert.Equal(plain + expected, with, 1e-5);
    }

    [Fact]
    public void It_moves_the_routers()
    {
        var (plain, balanced) = (Create(trainsBalance: false), Create(trainsBalance: true));
        new GradientPass(plain, 0).Run(Batch(), 0);
        new GradientPass(balanced, 0).Run(Batch(), 0);
        Assert.NotEqual(RouterGradient(plain), RouterGradient(balanced));

        static float[] RouterGradient(ICausalLanguageModel model) =>
            model.Parameters.Single(p => p.Name == "model.layers.1.block_sparse_moe.gate.weight").Value.Gradient!.ToArray();
    }

    private static TrainingBatch Batch()
    {
        var random = new Random(3);
        var rows = new[] { 9, 14, 7 }.Select((length, i) => new TrainingExample(
            [.. Enumerable.Range(0, length).Select(_ => random.Next(TinyModel.Vocabulary))], [.. Enumerable.Repeat(true, length)], $"{i}")).ToList();
        return new ExampleBatches(rows, 3, 24, null).GetBatch(0);
    }

    private static ICausalLanguageModel Create(bool trainsBalance)
    {
        var dense = TinyModel.Create().Configuration;
        return Model.Initialize(
            dense with
            {
                Architecture = "MixtralForCausalLM",
                InitializerRange = 0.3,
                Mixture = new MixtureOptions
                {
                    Experts = 4,
                    ExpertsPerToken = 2,
                    ExpertSize = dense.IntermediateSize,
                    NormalizesWeights = true,
                    BalanceWeight = Weight,
                    TrainsBalance = trainsBalance,
                },
                Layers = [.. Enumerable.Repeat(new LayerOptions { IsSparse = true }, dense.LayerCount)],
            },
            new CpuBackend(1), seed: 4);
    }
}
