using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Published tokenizers against outputs of the reference implementation.</summary>
public class RealTokenizerTests(ITestOutputHelper output)
{
    [SharedFact("golden/tokenizers/real/gpt2-vocab-merges.jsonl")]
    public void Gpt2() => new GoldenTokenizerTests(output).Check(RealTokenizers.Gpt2(), "golden/tokenizers/real/gpt2-vocab-merges.jsonl");

    [SharedTheory("golden/tokenizers/real")]
    [InlineData("all-minilm-l6-v2", "tok-hf-json/daulet/all-minilm-l6-v2.json")]
    [InlineData("bert-base-chinese", "tok-bert/data/bert-base-chinese/tokenizer.json")]
    [InlineData("bert-base-multilingual-cased", "tok-bert/data/bert-base-multilingual-cased/tokenizer.json")]
    [InlineData("bert-base-uncased", "tok-hf-json/daulet/bert-base-uncased.json")]
    [InlineData("gemma-cropped", "tok-sentencepiece/torchtune/tokenizer_gemma_cropped.json")]
    [InlineData("phi-3-mini", "tok-hf-json/phi-3-mini/tokenizer.json")]
    [InlineData("torchtune", "tok-sentencepiece/torchtune/tokenizer.json")]
    public void Published_files(string name, string file) => new GoldenTokenizerTests(output).Check(
        Tokenizer.Load(SharedData.Path("data", file)), $"golden/tokenizers/real/{name}.jsonl");

    [SharedFact("golden/tokenizers/real/t5-small.jsonl")]
    public void T5_small()
    {
        const string cases = "golden/tokenizers/real/t5-small.jsonl";
        var tokenizer = Tokenizer.Load(SharedData.Path("data/tok-sentencepiece/t5-small/tokenizer.json"));
        new GoldenTokenizerTests(output).Check(tokenizer, cases, GoldenRows.SpellsSpecialTokensPlainly);
        Assert.Equal(8, GoldenRows.Read(cases).Count(GoldenRows.SpellsSpecialTokensPlainly));
    }

    // As the mirror ships them, neither the reference nor we take them; the rows were made after these changes.
    [SharedTheory("golden/tokenizers/real/index.json")]
    [InlineData("llama2")]
    [InlineData("added-tokens")]
    public void Published_files_after_a_repair(string name)
    {
        var index = JsonNode.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/real/index.json")))![name]!;
        var path = SharedData.Path("data", (string)index["file"]!);
        Assert.Throws<AttuneException>(() => Tokenizer.Load(path));
        var tokenizer = new Tokenizer(TokenizerFile.Parse(RealTokenizers.Repaired(path, index["patch"]!), path));
        new GoldenTokenizerTests(output).Check(tokenizer, $"golden/tokenizers/real/{name}.jsonl", DiffersOnPurpose);
    }

    // Where a byte token follows an unknown character, the reference puts the unknown token after it (13 is the only
    // byte token of added-tokens, 0 the unknown one); ours stays where the character is. And the reference gives added
    // tokens beyond the vocabulary the next free ids (4 and up), whatever the file says; ours have those of the file.
    private static bool DiffersOnPurpose(JsonElement row)
    {
        int[] ids = [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        var hasByte = row.GetProperty("tokens").EnumerateArray().Any(token => token.GetString() == "<0x0A>");
        return ids.Any(id => id is >= 4 and < 13)
            || (hasByte && Enumerable.Range(1, Math.Max(0, ids.Length - 1)).Any(i => ids[i - 1] == 13 && ids[i] == 0));
    }

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
