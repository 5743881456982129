using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Published byte-level tokenizers against outputs of the reference implementation.</summary>
public class RealTokenizerTests(ITestOutputHelper output)
{
    [SharedFact("golden/tokenizers/real/gpt2-vocab-merges.jsonl")]
    public void Gpt2() => new GoldenTokenizerTests(output).Check(RealTokenizers.Gpt2(), "golden/tokenizers/real/gpt2-vocab-merges.jsonl");

    [SharedFact("golden/tokenizers/real/phi-3-mini.jsonl")]
    public void Phi3_mini() => new GoldenTokenizerTests(output).Check(
        Tokenizer.Load(SharedData.Path("data/tok-hf-json/phi-3-mini")), "golden/tokenizers/real/phi-3-mini.jsonl");

    // Its vocabulary lacks most bytes, and it has no unknown token. The reference counts the places of later tokens as
    // if what vanished had not been there; ours stay true to the text.
    [SharedFact("golden/tokenizers/real/torchtune-tiny-bpe.jsonl")]
    public void Torchtune_tiny() => new GoldenTokenizerTests(output).Check(
        Tokenizer.Load(SharedData.Path("data/tok-sentencepiece/torchtune/tiny_bpe_tokenizer.json")),
        "golden/tokenizers/real/torchtune-tiny-bpe.jsonl", checkPlaces: false);

    [SharedTheory("data/tok-vectors-transformersjs")]
    [InlineData("Xenova/gpt2")]
    [InlineData("openai-community/gpt2")]
    public void Gpt2_vectors(string model) => CheckVectors(RealTokenizers.Gpt2(), model, []);

    [SharedTheory("data/tok-vectors-transformersjs")]
    [InlineData("Xenova/llama3-tokenizer", false)]
    [InlineData("Xenova/llama3-tokenizer-new", true)]
    public void Llama3_vectors(string model, bool startsText) =>
        CheckVectors(RealTokenizers.Llama3(), model, startsText ? [128000] : []);

    [SharedFact("data/tok-vectors-transformersjs")]
    public void Falcon_vectors() => CheckVectors(
        Tokenizer.Load(SharedData.Path("data/tok-hf-json/falcon-tokenizer")), "tiiuae/falcon-7b", []);

    [SharedFact("data/tok-vectors-transformersjs")]
    public void Roberta_vectors() => CheckVectors(
        Tokenizer.Load(SharedData.Path("data/tok-gpt2-hf/roberta-base")), "Xenova/all-distilroberta-v1", []);

    [SharedFact("data/tok-hf-json/phi-2")]
    public void Phi2_takes_runs_of_blanks_as_added_tokens()
    {
        var tokenizer = Tokenizer.Load(SharedData.Path("data/tok-hf-json/phi-2"));
        var tokens = tokenizer.Encode("def f():\n    return 1\n\t\tx");
        Assert.Equal([4299, 277, 33529, 198, 50284, 7783, 352, 198, 50294, 87], tokens.Ids);
        Assert.Equal("def f():\n    return 1\n\t\tx", tokenizer.Decode(tokens.Ids));
    }

    private void CheckVectors(Tokenizer tokenizer, string model, int[] start)
    {
        var rows = 0;
        foreach (var (text, ids) in RealTokenizers.Vectors(model))
        {
            int[] actual = [.. start, .. tokenizer.Encode(text, addSpecialTokens: true).Ids];
            Assert.Equal($"{text}: {string.Join(' ', ids)}", $"{text}: {string.Join(' ', actual)}");
            rows++;
        }

        output.WriteLine($"{model}: {rows} rows");
        Assert.True(rows >= 7, $"only {rows} rows");
    }
}
