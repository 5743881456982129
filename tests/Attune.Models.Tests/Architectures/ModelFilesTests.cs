using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

public class ModelFilesTests
{
    internal static ModelConfiguration Tiny { get; } = new()
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = 40,
        HiddenSize = 16,
        IntermediateSize = 24,
        LayerCount = 2,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        HeadDimension = 4,
        MaxPositions = 64,
        EndTokenIds = [1],
    };

    [Theory]
    [InlineData(StorageType.Float32)]
    [InlineData(StorageType.Float16)]
    [InlineData(StorageType.BFloat16)]
    public void A_saved_model_is_loaded_again(StorageType type)
    {
        using var folder = new TemporaryFolder();
        var model = Model.Initialize(Tiny with { Attention = new() { InputBias = true, OutputBias = true }, Mlp = new() { Bias = true } }, new CpuBackend(1), seed: 5);
        Model.Save(model, folder.Path, type);
        var loaded = Model.Load(folder.Path, new CpuBackend(1));
        Assert.Equal(type, loaded.Configuration.StorageType);
        Assert.Equal(model.Parameters.Select(p => p.Name), loaded.Parameters.Select(p => p.Name));
        for (var i = 0; i < model.Parameters.Count; i++)
        {
            var expected = model.Parameters[i].Value.ToArray();
            var bytes = new byte[StorageTypes.SizeOf(type) * expected.Length];
            StorageConversion.FromSingle(type, expected, bytes);
            StorageConversion.ToSingle(type, bytes, expected);
            Assert.Equal(expected, loaded.Parameters[i].Value.ToArray());
        }
    }

    [Fact]
    public void Fresh_weights_depend_on_the_seed_alone()
    {
        var one = Model.Initialize(Tiny, new CpuBackend(1), seed: 5);
        var two = Model.Initialize(Tiny with { LayerCount = 3 }, new CpuBackend(2), seed: 5);
        var other = Model.Initialize(Tiny, new CpuBackend(1), seed: 6);
        foreach (var parameter in one.Parameters)
        {
            var values = parameter.Value.ToArray();
            Assert.Equal(values, two.Parameters.Single(p => p.Name == parameter.Name).Value.ToArray());
            if (parameter.Name.EndsWith("norm.weight", StringComparison.Ordinal))
                Assert.All(values, value => Assert.Equal(1f, value));
            else
                Assert.NotEqual(values, other.Parameters.Single(p => p.Name == parameter.Name).Value.ToArray());
        }

        var embedding = one.Parameters.Single(p => p.Name == "model.embed_tokens.weight").Value.ToArray();
        var deviation = Math.Sqrt(embedding.Average(v => (double)v * v));
        Assert.Equal(0.02, deviation, 5 * 0.02 / Math.Sqrt(2.0 * embedding.Length)); // five standard errors
    }

    [Fact]
    public void A_tied_head_is_one_matrix()
    {
        using var folder = new TemporaryFolder();
        var model = Model.Initialize(Tiny with { TieWordEmbeddings = true }, new CpuBackend(1), seed: 5);
        Assert.Same(model.Parameters[0].Value, model.Head);
        Model.Save(model, folder.Path);
        using var file = SafetensorsFile.Open(folder.File("model.safetensors"));
        Assert.DoesNotContain("lm_head.weight", file.Tensors.Keys);
    }

    [Fact]
    public void Missing_and_unexpected_tensors_are_one_error()
    {
        using var folder = new TemporaryFolder();
        Model.Save(Model.Initialize(Tiny, new CpuBackend(1), 5), folder.Path);
        var path = folder.File("model.safetensors");
        Rewrite(path, tensors => tensors
            .Where(t => t.Name != "model.norm.weight" && t.Name != "lm_head.weight")
            .Append(SafetensorsTensor.From("surplus", [1], new float[1])));
        var error = Assert.Throws<AttuneException>(() => Model.Load(folder.Path, new CpuBackend(1)));
        Assert.Equal("ATT4106", error.Code);
        Assert.Contains("missing 'lm_head.weight', 'model.norm.weight'; unexpected 'surplus'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_shape_names_tensor_expected_and_found()
    {
        using var folder = new TemporaryFolder();
        Model.Save(Model.Initialize(Tiny, new CpuBackend(1), 5), folder.Path);
        ModelConfigurationFile.Write(Tiny with { VocabularySize = 41 }, folder.File("config.json"));
        var error = Assert.Throws<AttuneException>(() => Model.Load(folder.Path, new CpuBackend(1)));
        Assert.Equal("ATT4107", error.Code);
        Assert.Contains("'model.embed_tokens.weight' is [40, 16], the configuration asks for [41, 16]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_folders_and_files_are_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("ATT4100", Code(folder.File("nowhere")));
        Assert.Equal("ATT4102", Code(folder.Path));
        ModelConfigurationFile.Write(Tiny, folder.File("config.json"));
        Assert.Equal("ATT4102", Code(folder.Path));
        File.WriteAllBytes(folder.File("model.safetensors"), new byte[100]);
        Assert.Equal("ATT4101", Code(folder.Path));

        static string Code(string path) => Assert.Throws<AttuneException>(() => Model.Load(path, new CpuBackend(1))).Code;
    }

    [SharedFact("golden/models/llama")]
    public void Shards_give_the_same_model()
    {
        using var folder = new TemporaryFolder();
        var whole = Model.Load(SharedData.Path("golden/models/llama"), new CpuBackend(1));
        ModelConfigurationFile.Write(whole.Configuration, folder.File("config.json"));
        var map = new Dictionary<string, string>();
        foreach (var shard in whole.Parameters.Chunk(8))
        {
            var name = $"model-{map.Count}.safetensors";
            SafetensorsFile.Write(folder.File(name), shard.Select(p => SafetensorsTensor.From(p.Name, p.Value)));
            foreach (var parameter in shard)
                map.Add(parameter.Name, name);
        }

        File.WriteAllText(
            folder.File("model.safetensors.index.json"), System.Text.Json.JsonSerializer.Serialize(new { weight_map = map }));
        var sharded = Model.Load(folder.Path, new CpuBackend(1));
        for (var i = 0; i < whole.Parameters.Count; i++)
            Assert.Equal(whole.Parameters[i].Value.ToArray(), sharded.Parameters[i].Value.ToArray());
    }

    private static void Rewrite(string path, Func<IEnumerable<SafetensorsTensor>, IEnumerable<SafetensorsTensor>> change)
    {
        List<SafetensorsTensor> tensors;
        using (var file = SafetensorsFile.Open(path))
        {
            tensors = [.. file.Tensors.Values.Select(entry => SafetensorsTensor.From(
                entry.Name, [.. entry.Dimensions.Select(d => (int)d)], file.ReadArray(entry.Name)))];
        }

        SafetensorsFile.Write(path, change(tensors));
    }
}
