using System.Text.Json.Nodes;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Gguf;

/// <summary>Every family that has a GGUF form: written and read again it is the same model, to the bit of its logits.</summary>
public sealed class GgufFamilyTests
{
    private const string Golden = "golden/models", Text = "golden/quantization/tiny-llama";

    public static TheoryData<string> Families => [.. TinyGgufModels.Names];

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_is_the_same_model_again(string family)
    {
        using var folder = new TemporaryFolder();
        TinyGgufModels.Write(family, folder);
        using var backend = new CpuBackend(2);
        var before = Logits(Model.Load(folder.Path, backend));
        Assert.All(before, logit => Assert.True(float.IsFinite(logit)));
        GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!);
        Assert.Equal(before, Logits(GgufModel.Load(folder.File("model.gguf"), backend)));
    }

    [SharedTheory(Golden)]
    [InlineData("llama")]
    [InlineData("llama-rope-scaled")]
    [InlineData("llama-tied")]
    [InlineData("qwen2")]
    [InlineData("qwen3")]
    [InlineData("gemma2")]
    [InlineData("gemma3_text")]
    [InlineData("phi3")]
    [InlineData("gpt2")]
    [InlineData("mixtral")]
    [InlineData("gpt_neox")]
    public void Written_and_read_again_it_is_the_same_model(string family)
    {
        using var folder = new TemporaryFolder();
        Copy(family, folder);
        Fit(folder.File("config.json"));
        using var backend = new CpuBackend(1);
        var before = Logits(Model.Load(folder.Path, backend));
        GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!);
        Assert.Equal(before, Logits(GgufModel.Load(folder.File("model.gguf"), backend)));
    }

    [SharedTheory(Golden)]
    [InlineData("mistral", "a sliding window")]
    [InlineData("gemma2", "scores scaled by another number")]
    [InlineData("gemma3_text", "scores scaled by another number")]
    [InlineData("qwen2_moe", "layers without experts")]
    public void What_llama_cpp_would_compute_otherwise_is_refused(string family, string what)
    {
        using var folder = new TemporaryFolder();
        Copy(family, folder);
        var error = Assert.Throws<AttuneException>(() => GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!));
        Assert.Equal("ATT4124", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    /// <summary>By the rules of llama-quantize, read off what it makes of a GPT-NeoX of four layers: the fused matrix counts as values do.</summary>
    [Fact]
    public void Mixed_kinds_give_fused_matrices_more_bits_where_values_have_them()
    {
        using var folder = new TemporaryFolder();
        TinyGgufModels.Write("gpt_neox", folder);
        GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("Q4_K_M")!);
        using var file = GgufFile.Open(folder.File("model.gguf"));
        Assert.Equal(["Q4_K", "Q4_K", "Q6_K", "Q6_K"], Enumerable.Range(0, 4).Select(layer => file.Tensors[$"blk.{layer}.attn_qkv.weight"].Format.Name));
    }

    [Theory]
    [InlineData("llama", "hidden_act", "\"gelu\"", "the activation Gelu")]
    [InlineData("gemma2", "hidden_activation", "\"silu\"", "the activation Silu")]
    [InlineData("gpt_neox", "hidden_act", "\"gelu_new\"", "the activation GeluTanh")]
    [InlineData("gpt_neox", "rotary_pct", "0.203125", "an odd number of channels")]
    [InlineData("smollm3", "no_rope_layers", "[1, 1, 1, 1]", "rotation in other layers")]
    [InlineData("starcoder2", "sliding_window", "16", "a sliding window")]
    [InlineData("mixtral", "sliding_window", "16", "a sliding window")]
    [InlineData("qwen2_moe", "norm_topk_prob", "true", "expert weights that sum to 1")]
    [InlineData("phi", "qk_layernorm", "true", "normalised heads")]
    [InlineData("olmo2", "tie_word_embeddings", "true", "a tied head")]
    [InlineData("qwen3", "rope_scaling", "{\"rope_type\": \"dynamic\", \"factor\": 2.0}", "rotary scaling 'dynamic'")]
    public void What_llama_cpp_does_not_know_is_refused_before_anything_is_written(string family, string key, string value, string what)
    {
        using var folder = new TemporaryFolder();
        TinyGgufModels.Write(family, folder);
        var json = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!;
        json[key] = JsonNode.Parse(value);
        File.WriteAllText(folder.File("config.json"), json.ToJsonString());
        var error = Assert.Throws<AttuneException>(() => GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!));
        Assert.Equal("ATT4124", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("model.gguf")));
    }

    /// <summary>GGUF has the quotients of the frequencies in float32 and not the settings: 2^-24 of an angle, which is below 8 here.</summary>
    [Theory]
    [InlineData(3.5, 1.25, 3, 16)]
    [InlineData(8, 1, 4, 8)]
    public void A_rotary_stretching_of_any_settings_is_the_same_again(double factor, double low, double high, int context)
    {
        using TemporaryFolder folder = new(), again = new();
        TinyGgufModels.Write("llama", folder);
        var json = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!;
        json["rope_scaling"] = new JsonObject
        {
            ["rope_type"] = "llama3",
            ["factor"] = factor,
            ["low_freq_factor"] = low,
            ["high_freq_factor"] = high,
            ["original_max_position_embeddings"] = context,
        };
        File.WriteAllText(folder.File("config.json"), json.ToJsonString());
        using var backend = new CpuBackend(1);
        var before = Logits(Model.Load(folder.Path, backend));
        GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!);
        var read = GgufModel.Load(folder.File("model.gguf"), backend);
        Near(before, Logits(read));
        Model.Save(read, again.Path);
        Near(before, Logits(Model.Load(again.Path, backend)));
        foreach (var file in (string[])["tokenizer.json", "tokenizer_config.json"])
            File.Copy(folder.File(file), again.File(file));
        GgufModel.Write(again.Path, again.File("model.gguf"), GgufStorage.Find("F32")!);
        Assert.Equal(Logits(read), Logits(GgufModel.Load(again.File("model.gguf"), backend)));

        static void Near(float[] expected, float[] actual)
        {
            var scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First - pair.Second, -2e-5f * scale, 2e-5f * scale));
        }
    }

    [Theory]
    [InlineData("num_hidden_layers", 3, "ATT4106")]
    [InlineData("num_hidden_layers", 5, "ATT4106")]
    [InlineData("intermediate_size", 256, "ATT4107")]
    public void Weights_that_are_not_the_configurations_are_refused(string key, int value, string code)
    {
        using var folder = new TemporaryFolder();
        TinyGgufModels.Write("llama", folder);
        var json = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!;
        json[key] = value;
        File.WriteAllText(folder.File("config.json"), json.ToJsonString());
        Assert.Equal(code, Assert.Throws<AttuneException>(() => GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!)).Code);
        Assert.False(File.Exists(folder.File("model.gguf")));
    }

    [Fact]
    public void Names_without_their_first_part_are_found()
    {
        using var folder = new TemporaryFolder();
        TinyGgufModels.Write("gpt2", folder);
        using var backend = new CpuBackend(1);
        var before = Logits(Model.Load(folder.Path, backend));
        List<SafetensorsTensor> tensors;
        using (var file = SafetensorsFile.Open(folder.File("model.safetensors")))
        {
            tensors = [.. file.Tensors.Select(entry => SafetensorsTensor.From(
                entry.Key.Replace("transformer.", "", StringComparison.Ordinal), [.. entry.Value.Dimensions.Select(dimension => (int)dimension)], file.ReadArray(entry.Key)))];
        }

        SafetensorsFile.Write(folder.File("model.safetensors"), tensors);
        GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!);
        Assert.Equal(before, Logits(GgufModel.Load(folder.File("model.gguf"), backend)));
    }

    [SharedFact("golden/quantization/qlora")]
    public void A_folder_in_four_bits_is_written_with_their_numbers()
    {
        using var folder = new TemporaryFolder();
        var four = SharedData.Path("golden/quantization/qlora", "nf4-double-all/base-4bit");
        foreach (var file in Directory.GetFiles(four).Concat([SharedData.Path(Text, "tokenizer.json"), SharedData.Path(Text, "tokenizer_config.json")]))
            File.Copy(file, folder.File(Path.GetFileName(file)), overwrite: true);
        using var backend = new CpuBackend(1);
        GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!);
        Assert.Equal(Logits(Model.Load(folder.Path, backend)), Logits(GgufModel.Load(folder.File("model.gguf"), backend)));
    }

    /// <summary>The golden model with the tokenizer of the tiny llama, whose tokens are fewer.</summary>
    private static void Copy(string family, TemporaryFolder folder)
    {
        foreach (var file in Directory.GetFiles(SharedData.Path(Golden, family)).Where(file => !Path.GetFileName(file).StartsWith("expected", StringComparison.Ordinal)))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        foreach (var file in (string[])["tokenizer.json", "tokenizer_config.json"])
            File.Copy(SharedData.Path(Text, file), folder.File(file), overwrite: true);
    }

    /// <summary>Gemma as llama.cpp knows it: scores scaled by the head's size, and of six layers all but the last with a window.</summary>
    private static void Fit(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        if (json["query_pre_attn_scalar"] is null)
            return;
        json["query_pre_attn_scalar"] = json["head_dim"]!.DeepClone();
        if (json["model_type"]!.GetValue<string>() == "gemma3_text")
            json["layer_types"] = new JsonArray("sliding_attention", "sliding_attention", "sliding_attention");
        File.WriteAllText(file, json.ToJsonString());
    }

    private static float[] Logits(ICausalLanguageModel model)
    {
        using var off = Gradients.Off();
        return model.Logits(model.Hidden(PackedTokens.Pack([[5, 6, 7, 8, 9, 3, 1, 2]]))).ToArray();
    }
}
