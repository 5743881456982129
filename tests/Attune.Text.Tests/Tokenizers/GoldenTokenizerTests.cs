using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>All fields of encodings, and decoded texts, against Hugging Face tokenizers: the trained pipelines.</summary>
public class GoldenTokenizerTests(ITestOutputHelper output)
{
    [SharedTheory("golden/tokenizers/trained")]
    [InlineData("added-llama2-legacy")]
    [InlineData("added-lower")]
    [InlineData("added-metaspace-first")]
    [InlineData("added-wordpiece")]
    [InlineData("bbpe-clip")]
    [InlineData("bbpe-gpt2")]
    [InlineData("bbpe-llama3")]
    [InlineData("bbpe-llama3-merges")]
    [InlineData("bbpe-normalizer")]
    [InlineData("bbpe-o200k")]
    [InlineData("bbpe-prefix-no-trim")]
    [InlineData("bbpe-qwen2")]
    [InlineData("bbpe-roberta")]
    [InlineData("bpe-llama2-legacy")]
    [InlineData("bpe-llama2-metaspace-first")]
    [InlineData("bpe-metaspace-always")]
    [InlineData("bpe-prefix-suffix")]
    [InlineData("bpe-split-merged")]
    [InlineData("bpe-unicode-scripts")]
    [InlineData("wordlevel-ctc")]
    [InlineData("wordlevel-splits")]
    [InlineData("wordlevel-whitespace")]
    [InlineData("wordpiece-bert-cased")]
    [InlineData("wordpiece-bert-uncased")]
    public void Trained_tokenizers(string name) => Check(
        Load(name), $"golden/tokenizers/trained/{name}/cases.jsonl", isLeftOut: FailsInTheReference);

    // Where special tokens in a text shall be plain text, the reference's models still find those that are pieces of their
    // vocabulary or that merges make, so that content could speak for the template; ours do not.
    [SharedTheory("golden/tokenizers/trained")]
    [InlineData("unigram-byte-fallback", 9)]
    [InlineData("unigram-t5", 8)]
    [InlineData("bpe-fixed-length", 3)]
    public void Vocabularies_that_spell_special_tokens(string name, int leftOut)
    {
        var cases = $"golden/tokenizers/trained/{name}/cases.jsonl";
        Check(Load(name), cases, isLeftOut: GoldenRows.SpellsSpecialTokensPlainly);
        Assert.Equal(leftOut, GoldenRows.Read(cases).Count(GoldenRows.SpellsSpecialTokensPlainly));
    }

    // Truncation and padding are set in the file, and the rows were made with them.
    [SharedFact("golden/tokenizers/trained/wordpiece-trunc-pad")]
    public void With_the_file_s_truncation_and_padding() => Check(
        Load("wordpiece-trunc-pad"), "golden/tokenizers/trained/wordpiece-trunc-pad/cases.jsonl", asShipped: true);

    // Characters that it does not know vanish. The reference counts the places of later tokens as if they had not been
    // there; ours stay true to the text.
    [SharedFact("golden/tokenizers/trained/bpe-no-unk")]
    public void Without_an_unknown_token() => Check(
        Load("bpe-no-unk"), "golden/tokenizers/trained/bpe-no-unk/cases.jsonl", checkPlaces: false);

    internal void Check(Tokenizer tokenizer, string cases, Func<JsonElement, bool>? isLeftOut = null, bool checkPlaces = true, bool asShipped = false)
    {
        var (rows, failures) = GoldenRows.Check(tokenizer, GoldenRows.Read(cases), isLeftOut, checkPlaces, asShipped);
        output.WriteLine($"{cases}: {rows - failures.Count} of {rows}");
        Assert.True(rows > 100, $"only {rows} rows");
        Assert.True(failures.Count == 0, $"{failures.Count} of {rows} rows differ:\n" + string.Join("\n", failures.Take(8)));
    }

    /// <summary>The unknown token of bbpe-clip is an added one that its vocabulary lacks, on which the reference fails when it needs it.</summary>
    private static bool FailsInTheReference(JsonElement row) => row.TryGetProperty("error", out _);

    private static Tokenizer Load(string name) => Tokenizer.Load(SharedData.Path("golden/tokenizers/trained", name));
}
