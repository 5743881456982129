using System.Text.Json.Nodes;
using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>Adapters on the wrong base, merged wrongly, or with what nobody applies: each is planted, and told.</summary>
public sealed class AdapterFaultTests
{
    private static readonly LoraOptions Options = new(4, 8, 0, ["q_proj", "down_proj"]);

    [Fact]
    public void An_adapter_of_other_base_weights_is_refused()
    {
        using var folder = new TemporaryFolder();
        Trained(NewModel(seed: 5)).Save(folder.Path);
        Adapter.Load(NewModel(seed: 5), folder.Path);
        var other = NewModel(seed: 6);
        var error = Assert.Throws<AttuneException>(() => Adapter.Load(other, folder.Path));
        Assert.Equal(("ATT4155", folder.File("adapter_model.safetensors")), (error.Code, error.File));
        Assert.All(other.LinearLayers, layer => Assert.Null(layer.Update));
    }

    [Fact]
    public void An_adapter_of_a_base_in_another_precision_is_refused_unless_the_numbers_are_the_same()
    {
        using TemporaryFolder adapter = new(), half = new(), single = new();
        Trained(NewModel()).Save(adapter.Path);
        Model.Save(NewModel(), half.Path, StorageType.BFloat16);
        var error = Assert.Throws<AttuneException>(() => Adapter.Load(Model.Load(half.Path, new CpuBackend(1)), adapter.Path));
        Assert.Equal("ATT4156", error.Code);
        Assert.Contains("stored as F32, and this base is stored as BF16", error.Fact, StringComparison.Ordinal);

        var rounded = Model.Load(half.Path, new CpuBackend(1));
        Model.Save(rounded, single.Path);
        Trained(rounded).Save(adapter.Path);
        Adapter.Load(Model.Load(single.Path, new CpuBackend(1)), adapter.Path);
    }

    public static TheoryData<string> WrongMerges => ["left out", "of one layer only", "twice"];

    [Theory]
    [MemberData(nameof(WrongMerges))]
    public void A_merge_that_is_not_what_the_adapter_gave_is_told(string fault)
    {
        var adapter = Trained(NewModel());
        var merged = 0;
        var error = Assert.Throws<AttuneException>(() => adapter.Merge(part =>
        {
            merged++;
            var times = fault == "left out" ? 0 : fault == "twice" ? 2 : merged == 1 ? 1 : 0;
            for (var i = 0; i < times; i++)
                part.Merge();
            part.Detach();
        }));
        Assert.Equal("ATT4157", error.Code);
    }

    [Fact]
    public void A_merge_says_what_it_differs_by_and_is_refused_beyond_the_limit()
    {
        var report = Trained(NewModel()).Merge();
        Assert.Equal(8, report.Tokens);
        Assert.InRange(report.LargestLogitDifference, 1e-12, 1e-5);
        Assert.InRange(report.MeanDivergence, 0, 1e-9);
        Assert.True(report.LargestDivergence >= report.MeanDivergence);
        int[][] probes = [[1, 2, 3], [4, 5]];
        Assert.Equal(5, Trained(NewModel()).Merge(new MergeOptions { Probes = probes }).Tokens);

        // A thousandth of the update left out: too little for the logits' own limit, which is a 256th of the change.
        var adapter = Trained(NewModel());
        var error = Assert.Throws<AttuneException>(() => adapter.Merge(
            part =>
            {
                var b = part.Trained[1].Value;
                b.Backend.ScaleInPlace(b, 0.999);
                part.Merge();
            },
            new MergeOptions { MaxDivergence = 1e-9 }));
        Assert.Equal("ATT4157", error.Code);
        Assert.Contains("nats a token", error.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void The_divergence_is_that_of_the_two_distributions()
    {
        // P = (0.5, 0.5), Q = (0.25, 0.75): 0.5 ln 2 + 0.5 ln (2/3)
        var expected = (0.5 * Math.Log(2)) + (0.5 * Math.Log(2.0 / 3));
        Assert.Equal(expected, Divergence.Of([3, 3], [0, MathF.Log(3)]), 1e-7);
        Assert.Equal(0, Divergence.Of([1, 2, 3], [1, 2, 3]), 1e-15);
        Assert.Equal(double.PositiveInfinity, Divergence.Of([1, float.NaN], [1, 2]));
    }

    [Fact]
    public void An_adapter_that_changes_nothing_is_not_merged()
    {
        var model = NewModel();
        var error = Assert.Throws<AttuneException>(() => Adapter.Attach(model, Options, 1).Merge());
        Assert.Equal("ATT4158", error.Code);
        Assert.Equal(4, UnmovedUpdates.Of(model).Count);
        Assert.Empty(UnmovedUpdates.Of(NewModel()));
    }

    [Fact]
    public void An_adapter_on_an_embedding_that_is_the_head_too_is_not_merged()
    {
        var tied = Model.Initialize(ModelFilesTests.Tiny with { TieWordEmbeddings = true }, new CpuBackend(1), 5);
        var adapter = Trained(tied, Options with { Targets = ["embed_tokens", "q_proj"] });
        var before = Hidden(tied);
        Assert.Equal("ATT4159", Assert.Throws<AttuneException>(adapter.RequireMergeable).Code);
        Assert.Equal("ATT4159", Assert.Throws<AttuneException>(() => adapter.Merge()).Code);
        Assert.Equal(before, Hidden(tied));
        Trained(NewModel(), Options with { Targets = ["embed_tokens", "q_proj"] }).Merge();
    }

    [Fact]
    public void A_tied_head_is_no_target_of_its_own()
    {
        var tied = Model.Initialize(ModelFilesTests.Tiny with { TieWordEmbeddings = true }, new CpuBackend(1), 5);
        Assert.Equal("ATT4152", Assert.Throws<AttuneException>(() => Adapter.Attach(tied, Options with { Targets = ["lm_head"] }, 1)).Code);
    }

    [Theory]
    [InlineData("use_qalora", "true")]
    [InlineData("velora_config", """{"scale":1}""")]
    [InlineData("target_parameters", "[\"experts\"]")]
    [InlineData("a_setting_of_next_year", "0.5")]
    [InlineData("init_lora_weights", "\"pissa_niter_16\"")]
    public void A_setting_that_is_not_applied_is_refused(string key, string value)
    {
        using var folder = new TemporaryFolder();
        Trained(NewModel()).Save(folder.Path);
        Edit(folder, json => json[key] = JsonNode.Parse(value));
        var error = Assert.Throws<AttuneException>(() => Adapter.Load(NewModel(), folder.Path));
        Assert.Equal(("ATT4151", folder.File("adapter_config.json")), (error.Code, error.File));
        Assert.Contains($"'{key}' is {value}", error.Fact, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a_setting_of_next_year", "null")]
    [InlineData("lora_bias", "false")]
    [InlineData("loftq_config", "{}")]
    [InlineData("exclude_modules", "[]")]
    [InlineData("init_lora_weights", "\"gaussian\"")]
    public void A_setting_that_is_off_is_left_alone(string key, string value)
    {
        using var folder = new TemporaryFolder();
        Trained(NewModel()).Save(folder.Path);
        Edit(folder, json => json[key] = JsonNode.Parse(value));
        Adapter.Load(NewModel(), folder.Path);
    }

    [Theory]
    [InlineData("base_model.model.model.layers.0.self_attn.q_proj.lora_magnitude_vector", 1f)]
    [InlineData("base_model.model.score.weight", 1f)]
    [InlineData("base_model.model.model.embed_tokens.base_layer.weight", 1f)]
    public void Weights_that_are_not_applied_are_refused(string name, float number)
    {
        using var folder = new TemporaryFolder();
        Trained(NewModel()).Save(folder.Path);
        Rewrite(folder, tensors => tensors.Append(SafetensorsTensor.From(name, [40, 16], Enumerable.Repeat(number, 640).ToArray())));
        var error = Assert.Throws<AttuneException>(() => Adapter.Load(NewModel(), folder.Path));
        Assert.Equal(("ATT4154", folder.File("adapter_model.safetensors")), (error.Code, error.File));
        Assert.Contains(name, error.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_the_base_s_own_weights_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        Trained(NewModel()).Save(folder.Path);
        var embedding = NewModel().Embedding.Weight;
        Rewrite(folder, tensors => tensors.Append(SafetensorsTensor.From("base_model.model.model.embed_tokens.base_layer.weight", embedding.Value)));
        Adapter.Load(NewModel(), folder.Path);
    }

    [Fact]
    public void A_head_that_was_trained_whole_is_saved_and_missed_where_it_is_not()
    {
        using var folder = new TemporaryFolder();
        var model = NewModel();
        var adapter = Trained(model, Options with { ModulesToSave = ["lm_head"] });
        model.HeadLayer!.Weight.Value.AsSpan().Fill(0.25f);
        adapter.Save(folder.Path);
        var loaded = NewModel();
        Adapter.Load(loaded, folder.Path);
        Assert.Equal(Hidden(model, head: true), Hidden(loaded, head: true));

        Rewrite(folder, tensors => tensors.Where(tensor => !tensor.Name.Contains("lm_head", StringComparison.Ordinal)));
        var error = Assert.Throws<AttuneException>(() => Adapter.Load(NewModel(), folder.Path));
        Assert.Equal("ATT4154", error.Code);
        Assert.Contains("missing 'base_model.model.lm_head.weight'", error.Fact, StringComparison.Ordinal);
    }

    private static ICausalLanguageModel NewModel(ulong seed = 5) =>
        Model.Initialize(ModelFilesTests.Tiny with { InitializerRange = 0.2 }, new CpuBackend(1), seed);

    /// <summary>An adapter as training leaves it: no matrix is zero.</summary>
    private static Adapter Trained(ICausalLanguageModel model, LoraOptions? options = null)
    {
        var adapter = Adapter.Attach(model, options ?? Options, 2);
        var random = new CounterRandom(4, "trained");
        foreach (var parameter in adapter.Parameters.Where(parameter => parameter.Name.Contains("lora_", StringComparison.Ordinal)))
        {
            var values = parameter.Value.AsSpan();
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)random.Normal((ulong)i) / 4;
        }

        return adapter;
    }

    private static float[] Hidden(ICausalLanguageModel model, bool head = false)
    {
        var hidden = model.Hidden(PackedTokens.Pack([[3, 9, 2, 14, 7]]));
        return (head ? hidden.Linear(model.Head) : hidden).ToArray();
    }

    private static void Edit(TemporaryFolder folder, Action<JsonObject> change)
    {
        var path = folder.File("adapter_config.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private static void Rewrite(TemporaryFolder folder, Func<IEnumerable<SafetensorsTensor>, IEnumerable<SafetensorsTensor>> change)
    {
        var path = folder.File("adapter_model.safetensors");
        List<SafetensorsTensor> tensors;
        IReadOnlyDictionary<string, string> metadata;
        using (var file = SafetensorsFile.Open(path))
        {
            metadata = file.Metadata.ToDictionary();
            tensors = [.. file.Tensors.Values.Select(entry => SafetensorsTensor.From(
                entry.Name, [.. entry.Dimensions.Select(size => (int)size)], file.ReadArray(entry.Name)))];
        }

        SafetensorsFile.Write(path, change(tensors), metadata);
    }
}
