using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>Adapters on a base whose weights are kept in fewer bits.</summary>
public sealed class FrozenBaseAdapterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FrozenBaseAdapterTests() => Model.Save(
        Model.Initialize(ModelFilesTests.Tiny with { HiddenSize = 64, HeadDimension = 16, IntermediateSize = 64, InitializerRange = 0.2 }, new CpuBackend(1), 5),
        _folder.Path);

    [Theory]
    [InlineData("lora", "nf4")]
    [InlineData("ia3", "nf4")]
    [InlineData("prefix", "bf16")]
    [InlineData("houlsby", "bf16")]
    public void They_attach_and_learn_but_are_not_merged(string method, string storage)
    {
        var model = Model.Load(_folder.Path, new CpuBackend(1), FrozenStorage.Find(storage));
        var adapter = Adapter.Attach(model, TinyAdapters.Options[method], 1);
        adapter.Model.Hidden(PackedTokens.Pack([[3, 9, 2]])).Sum().Backward();
        Assert.Contains(adapter.Parameters, parameter => parameter.Value.Gradient is { } gradient && Array.Exists(gradient.ToArray(), number => number != 0));
        Assert.False(adapter.IsMergeable);
        Assert.Equal("ATT4180", Assert.Throws<AttuneException>(() => adapter.Merge()).Code);
    }

    [Fact]
    public void What_needs_the_numbers_of_a_matrix_is_refused()
    {
        Refused(new LoraOptions(2, 4, 0, ["q_proj"]) { WeightDecomposed = true });
        Refused(new LoraOptions(2, 4, 0, ["v_proj"]) { ModulesToSave = ["q_proj"] });

        void Refused(IAdapterOptions options)
        {
            var model = Model.Load(_folder.Path, new CpuBackend(1), FrozenStorage.Nf4);
            Assert.Equal("ATT4151", Assert.Throws<AttuneException>(() => Adapter.Attach(model, options, 1)).Code);
        }
    }

    [Theory]
    [InlineData("nf4")]
    [InlineData("fp4-single")]
    public void Widened_a_base_has_the_same_bits_and_takes_the_adapter_up(string storage)
    {
        using TemporaryFolder files = new(), merged = new();
        var kept = Model.Load(_folder.Path, new CpuBackend(1), FrozenStorage.Find(storage));
        var plain = Logits(kept);
        var adapter = Adapter.Attach(kept, new LoraOptions(4, 8, 0, ["q_proj", "down_proj"]), 1);
        foreach (var parameter in adapter.Parameters)
            parameter.Value = Tensor.From(kept.Backend, parameter.Shape, [.. Enumerable.Range(0, parameter.Shape.ElementCount).Select(i => 0.1f * MathF.Sin(i))]);
        adapter.Save(files.Path);
        var expected = Logits(kept);
        Assert.NotEqual(plain, expected);

        var error = Assert.Throws<AttuneException>(() => Adapter.Load(Model.Load(_folder.Path, new CpuBackend(1)), files.Path));
        Assert.Equal("ATT4155", error.Code);
        Assert.Contains($"--frozen {storage})", error.Remedy, StringComparison.Ordinal);

        var widened = Model.Load(_folder.Path, new CpuBackend(1), FrozenStorage.Find(storage));
        Model.Widen(widened);
        Assert.Equal(plain, Logits(widened));
        Assert.All(widened.Parameters, parameter => Assert.True(parameter.Trainable));
        var loaded = Adapter.Load(widened, files.Path);
        Assert.Throws<InvalidOperationException>(() => Model.Widen(widened));
        Assert.Equal(expected, Logits(widened));
        Assert.InRange(loaded.Merge().MeanDivergence, 0, 1e-9);
        Model.Save(widened, merged.Path);
        var scale = expected.Max(Math.Abs);
        Assert.All(Logits(Model.Load(merged.Path, new CpuBackend(1))).Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -1e-5 * scale, 1e-5 * scale)); // sums of 64 in float32
    }

    private static float[] Logits(ICausalLanguageModel model) => model.Logits(model.Hidden(PackedTokens.Pack([[3, 9, 2]]))).ToArray();

    public void Dispose() => _folder.Dispose();
}
