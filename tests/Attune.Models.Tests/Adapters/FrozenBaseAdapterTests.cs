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

    public void Dispose() => _folder.Dispose();
}
