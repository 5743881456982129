using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>Which layers settings choose: the rules of PEFT's check_target_module_exists.</summary>
public class ModuleTargetsTests
{
    private static readonly string[] Linear =
        [.. Enumerable.Range(0, 2).SelectMany(layer => new[] { "self_attn.q_proj", "self_attn.v_proj", "mlp.up_proj" }.Select(name => $"model.layers.{layer}.{name}"))];

    private static readonly LoraOptions Options = new(4, 8, 0, ["q_proj", "up_proj"]);

    public static TheoryData<LoraOptions, string> Chosen => new()
    {
        { Options, "0.q 0.up 1.q 1.up" },
        { Options with { Targets = ["all-linear"] }, "0.q 0.v 0.up 1.q 1.v 1.up" },
        { Options with { Targets = ["layers.1.self_attn.q_proj"] }, "1.q" },
        { Options with { Targets = [], TargetPattern = @".*\.0\..*_proj" }, "0.q 0.v 0.up" },
        { Options with { Excluded = new ExcludedModules(["up_proj"]) }, "0.q 1.q" },
        { Options with { Excluded = new ExcludedModules([], @"model\.layers\.1\..*") }, "0.q 0.up" },
        { Options with { Layers = new TransformedLayers([1], []) }, "1.q 1.up" },
        { Options with { Layers = new TransformedLayers([0], ["layers"]) }, "0.q 0.up" },
        { Options with { Targets = ["all-linear", "lm_head"], ModulesToSave = ["lm_head"] }, "0.q 0.v 0.up 1.q 1.v 1.up" },
        { Options with { ModulesToSave = ["mlp"] }, "0.q 1.q" },
    };

    [Theory]
    [MemberData(nameof(Chosen))]
    public void Layers_are_chosen_as_PEFT_chooses_them(LoraOptions options, string expected)
    {
        var chosen = options.Modules.Select(Linear, ["model.embed_tokens", "lm_head"]);
        Assert.Equal(expected, string.Join(' ', chosen.Select(Short)));
    }

    [Fact]
    public void A_choice_of_nothing_is_an_error()
    {
        Assert.Equal("ATT4152", Code(Options with { Layers = new TransformedLayers([7], []) }));
        Assert.Equal("ATT4152", Code(Options with { Layers = new TransformedLayers([0], ["blocks"]) }));
        Assert.Equal("ATT4152", Code(Options with { Targets = ["lm_head"], ModulesToSave = ["lm_head"] }));
        Assert.Equal("ATT4152", Code(Options with { Excluded = new ExcludedModules(["q_proj", "up_proj"]) }));
        Assert.Equal("ATT4153", Code(Options with { Excluded = new ExcludedModules([], "(") }));

        static string Code(LoraOptions options) =>
            Assert.Throws<AttuneException>(() => options.Modules.Select(Linear, ["model.embed_tokens", "lm_head"])).Code;
    }

    [Fact]
    public void What_is_chosen_comes_back_from_the_file()
    {
        using var folder = new TemporaryFolder();
        var options = Options with
        {
            Excluded = new ExcludedModules(["layers.0.mlp.up_proj"]),
            Layers = new TransformedLayers([0, 1], ["layers"]),
            Biases = TrainedBiases.LoraOnly,
        };
        var model = NewModel();
        Adapter.Attach(model, options, 1).Save(folder.Path);
        var read = Assert.IsType<LoraOptions>(Adapter.Load(NewModel(), folder.Path).Options);
        Assert.Equal(options.Excluded.Names, read.Excluded!.Names);
        Assert.Equal(options.Layers.Indices, read.Layers!.Indices);
        Assert.Equal(options.Layers.Patterns, read.Layers.Patterns);
        Assert.Equal(TrainedBiases.LoraOnly, read.Biases);
    }

    [Theory]
    [InlineData(TrainedBiases.All, 2 * 7)]
    [InlineData(TrainedBiases.LoraOnly, 2 * 2)]
    public void Biases_are_trained_saved_merged_and_given_back(TrainedBiases biases, int count)
    {
        using var folder = new TemporaryFolder();
        var model = NewModel();
        var before = Logits(model);
        var adapter = Adapter.Attach(model, Options with { Biases = biases }, 1);
        Assert.Equal(before, Logits(model));
        var trained = model.Parameters.Where(parameter => parameter.Trainable && parameter.Name.EndsWith(".bias", StringComparison.Ordinal)).ToList();
        Assert.Equal(count, trained.Count);
        foreach (var bias in trained)
            bias.Value.AsSpan().Fill(0.5f);
        var changed = Logits(model);
        adapter.Save(folder.Path);
        using (var file = SafetensorsFile.Open(folder.File("adapter_model.safetensors")))
        {
            Assert.Contains("base_model.model.model.layers.0.self_attn.q_proj.base_layer.bias", file.Tensors.Keys);
            Assert.Equal(biases == TrainedBiases.All, file.Tensors.ContainsKey("base_model.model.model.layers.0.self_attn.v_proj.bias"));
        }

        adapter.Detach();
        Assert.Equal(before, Logits(model));
        var loaded = Adapter.Load(model, folder.Path);
        Assert.Equal(changed, Logits(model));
        loaded.Merge();
        Assert.Equal(changed, Logits(model)); // B is zero
    }

    private static ICausalLanguageModel NewModel() =>
        Model.Initialize(ModelFilesTests.Tiny with { Attention = new() { InputBias = true, OutputBias = true }, Mlp = new() { Bias = true }, InitializerRange = 0.2 }, new CpuBackend(1), 5);

    private static float[] Logits(ICausalLanguageModel model) => model.Hidden(PackedTokens.Pack([[3, 9, 2, 14, 7]])).Linear(model.Head).ToArray();

    private static string Short(string path) =>
        path.Replace("model.layers.", "", StringComparison.Ordinal).Replace("self_attn.", "", StringComparison.Ordinal)
            .Replace("mlp.", "", StringComparison.Ordinal).Replace("_proj", "", StringComparison.Ordinal);
}
