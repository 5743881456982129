using System.Text.Json.Nodes;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Gguf;

/// <summary>Every family that has a GGUF form: written and read again it is the same model, to the bit of its logits.</summary>
public sealed class GgufFamilyTests
{
    private const string Golden = "golden/models", Text = "golden/quantization/tiny-llama";

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
    [InlineData("gpt_neox", "GPTNeoXForCausalLM")]
    public void What_llama_cpp_would_compute_otherwise_is_refused(string family, string what)
    {
        using var folder = new TemporaryFolder();
        Copy(family, folder);
        var error = Assert.Throws<AttuneException>(() => GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("F32")!));
        Assert.Equal("ATT4124", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
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
