using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

public class StreamingTests
{
    private static readonly Tokenizer Bytes = ByteLevelBpeTrainer.Train([], new BpeTrainerOptions { SpecialTokens = ["<end>"] });

    [SharedFact("golden/tokenizers/streaming.jsonl")]
    public void Pieces_are_those_of_the_reference()
    {
        var (rows, tokenizers) = (0, new Dictionary<string, Tokenizer>());
        foreach (var row in GoldenRows.Read("golden/tokenizers/streaming.jsonl"))
        {
            var name = row.GetProperty("tokenizer").GetString()!;
            if (!tokenizers.TryGetValue(name, out var tokenizer))
                tokenizers[name] = tokenizer = Load(name);
            Check(tokenizer, row);
            rows++;
        }

        Assert.Equal(867, rows);
    }

    [SharedFact("golden/tokenizers/trained")]
    public void Any_ids_of_any_tokenizer_stream_to_what_they_decode_to()
    {
        var random = new Random(11);
        foreach (var folder in Directory.EnumerateDirectories(SharedData.Path("golden/tokenizers/trained")).Order(StringComparer.Ordinal))
        {
            var tokenizer = Tokenizer.Load(folder);
            for (var run = 0; run < 60; run++)
            {
                var ids = Enumerable.Range(0, 40).Select(_ => random.Next(-1, run % 2 == 0 ? tokenizer.VocabularySize + 1 : 300)).ToArray();
                CheckInvariants(tokenizer, ids, skip: run % 4 < 2);
            }
        }
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

    [Theory]
    [InlineData(new[] { 256, 0xE4, 0xBD, 0xA0, 0x41, 257 }, new[] { "a", "", "", "你", "A", "b" }, "")]
    [InlineData(new[] { 256, 0xE4, 257 }, new[] { "a", "", "\uFFFDb" }, "")]
    [InlineData(new[] { 256, 0xFF, 0xFF, 256 }, new[] { "a", "", "", "\uFFFD\uFFFD a" }, "")]
    [InlineData(new[] { 0x41, 0xFF, 257 }, new[] { "A", "", "\uFFFDb" }, "")]
    [InlineData(new[] { 0x41, 0xFF }, new[] { "A", "" }, "\uFFFD")]
    [InlineData(new[] { 0xEF, 0xBF, 0xBD }, new[] { "", "", "" }, "\uFFFD")]
    public void Bytes_come_once_they_are_a_character(int[] ids, string[] expected, string end)
    {
        var stream = ByteFallback().CreateStreamingDecoder();
        Assert.Equal(expected, ids.Select(stream.Add));
        Assert.Equal(end, stream.Finish());
    }

    [Fact]
    public void Bytes_that_a_prompt_leaves_open_end_in_the_first_piece()
    {
        foreach (var (tokenizer, first, rest) in new[] { (ByteFallback(), new[] { 256, 0xE4 }, new[] { 0xBD, 0xA0, 257 }), Split(Bytes, "a你b", 2) })
        {
            var stream = tokenizer.CreateStreamingDecoder(before: first);
            Assert.Equal(["", "你", "b"], rest.Select(stream.Add));
        }
    }

    [Fact]
    public void A_token_costs_the_same_however_long_text_is_held_back()
    {
        // Bytes that never become a character hold all text back, and a run of bytes is not known before its end.
        var tokenizers = new[] { ByteFallback(), Bytes };
        foreach (var tokenizer in tokenizers)
        {
            var id = tokenizer == Bytes ? Bytes.Encode("é").Ids[1] : 0xFF;
            Assert.True(Allocated(tokenizer, id, 20_000) < 2.5 * Allocated(tokenizer, id, 10_000));
        }

        static long Allocated(Tokenizer tokenizer, int id, int count)
        {
            var stream = tokenizer.CreateStreamingDecoder();
            stream.Add(id);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < count; i++)
                Assert.Equal("", stream.Add(id));
            return GC.GetAllocatedBytesForCurrentThread() - before;
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

    /// <summary>Pieces never end in U+FFFD, which may become a character; together they are the text.</summary>
    private static void CheckInvariants(Tokenizer tokenizer, int[] ids, bool skip)
    {
        var stream = tokenizer.CreateStreamingDecoder(skip);
        var pieces = ids.Select(stream.Add).ToList();
        Assert.DoesNotContain(pieces, piece => piece.EndsWith('\uFFFD'));
        AssertSameText(tokenizer, ids, tokenizer.Decode(ids, skip), string.Concat(pieces) + stream.Finish());
    }

    /// <summary>After a spoilt run of bytes the text that was out stays, so that only what follows the last run must agree.</summary>
    private static void AssertSameText(Tokenizer tokenizer, int[] ids, string decoded, string streamed)
    {
        if (ids.Any(id => tokenizer.IdToToken(id)?.StartsWith("<0x", StringComparison.Ordinal) == true) && decoded.Contains('\uFFFD', StringComparison.Ordinal))
            Assert.EndsWith(decoded[(decoded.LastIndexOf('\uFFFD') + 1)..], streamed);
        else
            Assert.Equal(decoded, streamed);
    }

    private static void Check(Tokenizer tokenizer, JsonElement row)
    {
        var skip = row.GetProperty("skip_special_tokens").GetBoolean();
        int[] ids = [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        int[] before = row.TryGetProperty("prefill", out var prompt) ? [.. prompt.EnumerateArray().Select(id => id.GetInt32())] : [];
        var expected = row.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString() ?? "").ToList();
        var stream = tokenizer.CreateStreamingDecoder(skip, before);
        var pieces = ids.Select(stream.Add).ToList();
        var end = stream.Finish();

        // Where bytes spoil a run of which a part is out, the reference fails and ours goes on.
        var isSpoilt = row.TryGetProperty("error", out var error);
        Assert.Equal(isSpoilt ? error.GetProperty("at").GetInt32() : ids.Length, expected.Count);
        Assert.Equal(expected, pieces.Take(expected.Count));
        if (row.TryGetProperty("decoded", out var decoded))
            AssertSameText(tokenizer, ids, decoded.GetString()!, string.Concat(pieces) + end);
    }

    /// <summary>A byte-fallback vocabulary: the bytes, a letter and a word.</summary>
    private static Tokenizer ByteFallback() => new(TokenizerFile.Parse(
        """{"version":"1.0","added_tokens":[],"decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]},"model":{"type":"BPE","unk_token":"<unk>","byte_fallback":true,"vocab":{"""
            + string.Concat(Enumerable.Range(0, 256).Select(value => $"\"<0x{value:X2}>\":{value},"))
            + """ "▁a":256,"b":257,"<unk>":258},"merges":[]}}""",
        "tokenizer.json"));

    private static (Tokenizer Tokenizer, int[] First, int[] Others) Split(Tokenizer tokenizer, string text, int at)
    {
        int[] ids = [.. tokenizer.Encode(text).Ids];
        return (tokenizer, ids[..at], ids[at..]);
    }

    private static Tokenizer Load(string name) => Tokenizer.Load(name switch
    {
        "phi-3-mini" => SharedData.Path("data/tok-hf-json/phi-3-mini"),
        _ => SharedData.Path("golden/tokenizers", name),
    });
}
