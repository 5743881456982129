using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Models.Tests.Gguf;

/// <summary>
/// A tiny llama in GGUF files that gguf-py and llama.cpp's quantizer wrote (golden/quantization): read here it computes what the
/// reference computes from the same numbers, and written here it has the same bytes.
/// </summary>
public sealed class GgufGoldenTests
{
    private const string Golden = "golden/quantization";

    [SharedTheory(Golden)]
    [InlineData("F16")]
    [InlineData("Q8_0")]
    [InlineData("Q4_K_M")]
    public void Logits_and_greedy_tokens_are_those_of_the_reference(string kind)
    {
        using var backend = new CpuBackend(2);
        using var expected = SafetensorsFile.Open(SharedData.Path(Golden, "tiny-llama-expected.safetensors"));
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, "tiny-llama-expected.json")));
        var path = SharedData.Path(Golden, $"tiny-llama-{kind}.gguf");
        var model = GgufModel.Load(path, backend);
        var tokenizer = Tokenizer.Load(path);
        foreach (var prompt in json.RootElement.GetProperty("prompts").EnumerateObject())
        {
            var ids = Ints(prompt.Value.GetProperty("ids"));
            Assert.Equal(ids, tokenizer.Encode(prompt.Value.GetProperty("text").GetString()!).Ids);
            using (Gradients.Off())
            {
                var logits = model.Hidden(PackedTokens.Pack([ids])).Linear(model.Head);
                Near.Absolute(expected.ReadArray($"{kind}.{prompt.Name}.logits"), logits.ToArray(), Near.Logits, $"{kind} {prompt.Name}");
            }

            var greedy = Ints(json.RootElement.GetProperty("files").GetProperty(kind).GetProperty("llama_cpp_greedy").GetProperty(prompt.Name));
            var written = new TextGenerator(model, tokenizer).Generate([ids], new GenerationOptions { MaxNewTokens = greedy.Length, StopTokens = [] });
            Assert.Equal(greedy, written[0].TokenIds);
        }
    }

    [SharedTheory(Golden)]
    [InlineData("F16")]
    [InlineData("Q8_0")]
    [InlineData("Q4_K_M")]
    public void Written_here_all_tensors_have_the_bytes_of_the_reference(string kind)
    {
        using var folder = new TemporaryFolder();
        WriteFolder(folder);
        var path = folder.File("model.gguf");
        GgufModel.Write(folder.Path, path, GgufStorage.Find(kind)!);
        using var ours = GgufFile.Open(path);
        using var theirs = GgufFile.Open(SharedData.Path(Golden, $"tiny-llama-{kind}.gguf"));
        Assert.Equal(theirs.Tensors.Keys.Order(), ours.Tensors.Keys.Order());
        foreach (var (name, tensor) in theirs.Tensors)
        {
            var own = ours.Tensors[name];
            Assert.Equal((tensor.Format, tensor.Length), (own.Format, own.Length));
            Assert.Equal(tensor.Dimensions, own.Dimensions);
            Assert.True(theirs.Bytes(tensor, 0, (int)tensor.Length).SequenceEqual(ours.Bytes(own, 0, (int)own.Length)), $"{name}: other bytes");
        }

        foreach (var key in theirs.Values.Keys.Where(key => key.StartsWith("tokenizer.", StringComparison.Ordinal) || key.StartsWith("llama.", StringComparison.Ordinal)))
            Assert.Equal(theirs.Values[key], ours.Values.GetValueOrDefault(key));
    }

    [SharedFact(Golden)]
    public void What_is_written_serves_what_the_folder_was_trained_with()
    {
        using var folder = new TemporaryFolder();
        WriteFolder(folder);
        Assert.Empty(GgufModel.Write(folder.Path, folder.File("model.gguf"), GgufStorage.Find("Q8_0")!));
        using var file = GgufFile.Open(folder.File("model.gguf"));
        // The template ends answers with <|im_end|>, the end token is </s>: a server must stop at both.
        Assert.Equal(4u, file.Values["tokenizer.ggml.eot_token_id"]);
        Assert.Equal(false, file.Values["tokenizer.ggml.add_bos_token"]);
        var text = ModelText.Open(folder.File("model.gguf"));
        Assert.Equal([2, 4], text.StopTokenIds.Order());
        Assert.Equal(BaseModel.Open(folder.Path).ChatTemplateSource, text.ChatTemplateSource);
    }

    [SharedTheory(Golden)]
    [InlineData("Q8_0")]
    [InlineData("Q4_K_M")]
    public void Quantized_from_a_file_it_has_the_bytes_of_llama_cpp(string kind)
    {
        using var folder = new TemporaryFolder();
        GgufModel.Requantize(SharedData.Path(Golden, "tiny-llama-F16.gguf"), folder.File("model.gguf"), GgufStorage.Find(kind)!);
        using var ours = GgufFile.Open(folder.File("model.gguf"));
        using var theirs = GgufFile.Open(SharedData.Path(Golden, $"tiny-llama-{kind}.gguf"));
        Assert.Equal(theirs.Tensors.Count, ours.Tensors.Count);
        foreach (var (name, tensor) in theirs.Tensors)
            Assert.True(theirs.Bytes(tensor, 0, (int)tensor.Length).SequenceEqual(ours.Bytes(ours.Tensors[name], 0, (int)tensor.Length)), $"{name}: other bytes");
        foreach (var (key, value) in theirs.Values)
            Assert.Equal(value, ours.Values.GetValueOrDefault(key));
    }

    [SharedFact(Golden)]
    public void A_file_without_a_tensor_of_the_model_or_with_one_too_many_says_so()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(SharedData.Path(Golden, "tiny-llama-F16.gguf"));
        var at = bytes.AsSpan().IndexOf("blk.1.ffn_up.weight"u8);
        "blk.1.ffn_xp.weight"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(folder.File("odd.gguf"), bytes);
        using var backend = new CpuBackend(1);
        var error = Assert.Throws<AttuneException>(() => GgufModel.Load(folder.File("odd.gguf"), backend));
        Assert.Equal("ATT4106", error.Code);
        Assert.Contains("missing 'model.layers.1.mlp.up_proj.weight'", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected 'blk.1.ffn_xp.weight'", error.Message, StringComparison.Ordinal);
    }

    [SharedFact(Golden)]
    public void Another_architecture_is_named()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(SharedData.Path(Golden, "tiny-llama-F16.gguf"));
        "lyrae"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("general.architecture"u8) + "general.architecture".Length + 12));
        File.WriteAllBytes(folder.File("odd.gguf"), bytes);
        using var backend = new CpuBackend(1);
        var error = Assert.Throws<AttuneException>(() => GgufModel.Load(folder.File("odd.gguf"), backend));
        Assert.Equal("ATT4122", error.Code);
        Assert.Contains("'lyrae'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The folder that the golden files were made from; its weights are those of the F16 file, to the bit.</summary>
    private static void WriteFolder(TemporaryFolder folder)
    {
        foreach (var file in Directory.GetFiles(SharedData.Path(Golden, "tiny-llama")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        using var backend = new CpuBackend(1);
        var model = GgufModel.Load(SharedData.Path(Golden, "tiny-llama-F16.gguf"), backend);
        var written = File.ReadAllText(folder.File("config.json"));
        Model.Save(model, folder.Path, StorageType.Float16);
        File.WriteAllText(folder.File("config.json"), written);
    }

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
