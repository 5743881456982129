using Attune.Tensors;

namespace Attune.Models.Tests.Generation;

/// <summary>Generation on weights that stay in the form of their file.</summary>
public sealed class StoredGenerationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(StorageType.BFloat16), InlineData(StorageType.Float16)]
    public void A_model_of_16_bit_floats_writes_the_same_in_half_the_memory(StorageType type)
    {
        using var backend = new CpuBackend(2);
        Save(type);
        var (plain, frozen) = (Model.Load(_folder, backend), Model.LoadFrozen(_folder, backend));
        Assert.All(frozen.LinearLayers, layer => Assert.IsType<HalfMatrix>(layer.Weight.Value.Stored));
        Assert.IsType<HalfMatrix>(frozen.Embedding.Weight.Value.Stored);
        Assert.All(plain.Parameters, parameter => Assert.Null(parameter.Value.Stored));
        var options = new GenerationOptions { MaxNewTokens = 24, StopTokens = [] };
        int[][] prompts = [[1, 2, 3], [4], [.. Enumerable.Range(0, 40)]];
        var expected = new TextGenerator(plain, null).Generate(prompts, options);
        Assert.Equal(expected.Select(result => result.TokenIds), new TextGenerator(frozen, null).Generate(prompts, options).Select(result => result.TokenIds));
        Assert.Equal(Logits(plain), Logits(frozen));
    }

    [Fact]
    public void A_folder_of_floats_stays_floats()
    {
        using var backend = new CpuBackend(1);
        Save(StorageType.Float32);
        Assert.All(Model.LoadFrozen(_folder, backend).Parameters, parameter => Assert.Null(parameter.Value.Stored));
    }

    [Fact]
    public void Tokens_take_no_new_memory_once_generation_is_warm()
    {
        using var backend = new CpuBackend(2);
        Save(StorageType.BFloat16);
        var engine = new GenerationEngine(Model.LoadFrozen(_folder, backend), 2, 128);
        foreach (var prompt in (int[][])[[1, 2, 3], [4]])
            engine.Submit(prompt, new GenerationOptions { MaxNewTokens = 120, StopTokens = [] });
        Steps(10);
        var blocks = backend.BlocksAllocated;
        var early = Steps(10);
        Steps(60);
        var late = Steps(10);
        Assert.Equal(blocks, backend.BlocksAllocated);
        // What is left are tensors without their numbers; a sequence ten times as long has no more of them.
        Assert.InRange(late, 0, early + 4096);

        long Steps(int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < count; i++)
                Assert.True(engine.Step());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static float[] Logits(ICausalLanguageModel model)
    {
        using var gradients = Gradients.Off();
        return model.Logits(model.Hidden(PackedTokens.Pack([[.. Enumerable.Range(0, 60)]]))).ToArray();
    }

    private void Save(StorageType type)
    {
        using var backend = new CpuBackend(1);
        var configuration = new ModelConfiguration
        {
            Architecture = "LlamaForCausalLM",
            VocabularySize = 101,
            HiddenSize = 48,
            IntermediateSize = 88,
            LayerCount = 2,
            HeadCount = 4,
            KeyValueHeadCount = 2,
            HeadDimension = 12,
            MaxPositions = 128,
            InitializerRange = 0.2,
            TieWordEmbeddings = true,
        };
        Model.Save(Model.Initialize(configuration, backend, seed: 3), _folder, type);
    }
}
