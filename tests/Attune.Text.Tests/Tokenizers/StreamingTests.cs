using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

public class StreamingTests(ITestOutputHelper output)
{
    private static readonly Tokenizer Bytes = ByteLevelBpeTrainer.Train([], new BpeTrainerOptions { SpecialTokens = ["<end>"] });

    [SharedFact("golden/tokenizers/streaming.jsonl")]
    public void Pieces_come_no_later_than_the_reference_gives_them()
    {
        var (rows, same, tokenizers) = (0, 0, new Dictionary<string, Tokenizer>());
        foreach (var row in GoldenRows.Read("golden/tokenizers/streaming.jsonl"))
        {
            var name = row.GetProperty("tokenizer").GetString()!;
            if (!tokenizers.TryGetValue(name, out var tokenizer))
                tokenizers[name] = tokenizer = Load(name);
            same += Check(tokenizer, row) ? 1 : 0;
            rows++;
        }

        output.WriteLine($"{rows} rows, of which {same} piece by piece the same");
        Assert.True(rows == 867 && same > 400, $"{rows} rows, {same} the same");
    }

    [Theory]
    [InlineData("é😁x")]
    [InlineData("")]
    [InlineData("a\uFEFFb\u0000")]
    public void A_character_comes_with_its_last_byte(string text)
    {
        var stream = Bytes.CreateStreamingDecoder();
        var pieces = Bytes.Encode(text).Ids.Select(stream.Add).ToList();
        Assert.Equal(text.EnumerateRunes().Select(rune => rune.ToString()), pieces.Where(piece => piece.Length > 0));
        Assert.Equal("", stream.Finish());
    }

    [Fact]
    public void Any_ids_stream_to_what_they_decode_to()
    {
        var random = new Random(5);
        for (var run = 0; run < 200; run++)
        {
            var ids = Enumerable.Range(0, 40).Select(_ => random.Next(-1, Bytes.VocabularySize + 1)).ToArray();
            var stream = Bytes.CreateStreamingDecoder(skipSpecialTokens: false);
            var streamed = string.Concat(ids.Select(stream.Add)) + stream.Finish();
            Assert.Equal(Bytes.Decode(ids, skipSpecialTokens: false), streamed);
        }
    }

    [Fact]
    public void An_unfinished_character_is_told_at_the_end()
    {
        var stream = Bytes.CreateStreamingDecoder();
        foreach (var id in Bytes.Encode("é").Ids[..1])
            Assert.Equal("", stream.Add(id));
        Assert.Equal("\uFFFD", stream.Finish());
    }

    /// <summary>Whether every piece is the reference's; where not, it came earlier, or waits for the end of a run of bytes.</summary>
    private static bool Check(Tokenizer tokenizer, JsonElement row)
    {
        var skip = row.GetProperty("skip_special_tokens").GetBoolean();
        int[] ids = [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        int[] before = row.TryGetProperty("prefill", out var prompt) ? [.. prompt.EnumerateArray().Select(id => id.GetInt32())] : [];
        var expected = row.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString() ?? "").ToList();
        var stream = tokenizer.CreateStreamingDecoder(skip, before);
        var pieces = ids.Select(stream.Add).ToList();
        var end = stream.Finish();
        if (row.TryGetProperty("decoded", out var decoded))
        {
            Assert.Equal(decoded.GetString(), string.Concat(pieces) + end);
            Assert.Equal(tokenizer.Decode(ids, skip), string.Concat(pieces) + end);
        }

        // A run of byte tokens is known only when it ends; the reference gives it early and fails when it was wrong.
        if (ids.Any(id => tokenizer.IdToToken(id)?.StartsWith("<0x", StringComparison.Ordinal) == true))
        {
            return pieces.SequenceEqual(expected);
        }

        // Never later than the reference, which holds back a whole token for one unfinished character in it.
        var (given, wanted) = ("", "");
        foreach (var (ours, theirs) in pieces.Zip(expected))
        {
            (given, wanted) = (given + ours, wanted + theirs);
            Assert.StartsWith(wanted, given);
        }

        return pieces.SequenceEqual(expected);
    }

    private static Tokenizer Load(string name) => Tokenizer.Load(name switch
    {
        "phi-3-mini" => SharedData.Path("data/tok-hf-json/phi-3-mini"),
        _ => SharedData.Path("golden/tokenizers", name),
    });
}
