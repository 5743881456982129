using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Ids, places and decoded texts against Hugging Face tokenizers.</summary>
public class GoldenTokenizerTests(ITestOutputHelper output)
{
    [SharedTheory("golden/tokenizers/trained")]
    [InlineData("bbpe-gpt2")]
    [InlineData("bbpe-prefix-no-trim")]
    [InlineData("bbpe-llama3")]
    [InlineData("bbpe-llama3-merges")]
    [InlineData("bbpe-o200k")]
    [InlineData("bbpe-roberta")]
    [InlineData("bbpe-qwen2")]
    [InlineData("bbpe-normalizer")]
    [InlineData("added-lower")]
    [InlineData("bbpe-clip")]
    [InlineData("bpe-llama2-legacy")]
    [InlineData("bpe-split-merged")]
    public void Trained_tokenizers(string name)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path("golden/tokenizers/trained", name));
        Check(tokenizer, $"golden/tokenizers/trained/{name}/cases.jsonl");
    }

    internal void Check(Tokenizer tokenizer, string cases, bool checkPlaces = true)
    {
        var (rows, failures) = (0, new List<string>());
        foreach (var row in GoldenCase.Read(cases))
        {
            rows++;
            if (Difference(tokenizer, row, checkPlaces) is { } difference)
                failures.Add($"{row.Text[..Math.Min(60, row.Text.Length)]} special={row.AddSpecialTokens}/{row.PlainSpecialTokens}: {difference}");
        }

        output.WriteLine($"{cases}: {rows - failures.Count} of {rows}");
        Assert.True(rows > 100, $"only {rows} rows");
        Assert.True(failures.Count == 0, $"{failures.Count} of {rows} rows differ:\n" + string.Join("\n", failures.Take(8)));
    }

    private static string? Difference(Tokenizer tokenizer, GoldenCase row, bool checkPlaces)
    {
        var tokens = tokenizer.Encode(row.Text, !row.PlainSpecialTokens, row.AddSpecialTokens);
        if (!tokens.Ids.AsSpan().SequenceEqual(row.Ids))
            return $"ids {string.Join(' ', tokens.Ids)} not {string.Join(' ', row.Ids)}";
        if (checkPlaces && !tokens.Offsets.AsSpan().SequenceEqual(row.OffsetsInCharacters()))
            return $"places {string.Join(' ', tokens.Offsets)} not {string.Join(' ', row.OffsetsInCharacters())}";
        var decoded = tokenizer.Decode(tokens.Ids, skipSpecialTokens: false);
        if (row.Decoded is not null && decoded != row.Decoded)
            return $"decoded {decoded} not {row.Decoded}";
        var skipped = tokenizer.Decode(tokens.Ids);
        return row.DecodedSkippingSpecial is not null && skipped != row.DecodedSkippingSpecial
            ? $"decoded without special tokens {skipped} not {row.DecodedSkippingSpecial}"
            : null;
    }
}
