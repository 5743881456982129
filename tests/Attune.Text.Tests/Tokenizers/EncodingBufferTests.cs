using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tests.Tokenizers;

public class EncodingBufferTests
{
    /// <summary>Text that every normalizer changes: capitals, composed and decomposed letters, ligatures, blanks of all kinds, controls.</summary>
    private static readonly string Words = string.Concat(Enumerable.Range(0, 3000).Select(
        i => $"Word{i % 97} and {i * 31 % 1009}, é{i % 53}中! e\u0301o\u0323\u0302 ﬁ ½ \u3000가\u0001\n"));

    private static readonly Tokenizer Bytes = ByteLevelBpeTrainer.Train([], new BpeTrainerOptions());

    [SharedFact("data/tok-gpt2-hf")]
    public void Encoding_into_a_warm_buffer_allocates_nothing_per_token()
    {
        AssertAllocatesNothingPerToken(RealTokenizers.Gpt2());
        AssertAllocatesNothingPerToken(RealTokenizers.Llama3());
    }

    [SharedTheory("data/tok-hf-json")]
    [InlineData("data/tok-hf-json/daulet/bert-base-uncased.json")]
    [InlineData("data/tok-sentencepiece/t5-small/tokenizer.json")]
    [InlineData("data/tok-hf-json/phi-3-mini/tokenizer.json")]
    public void Tokenizers_that_change_the_text_allocate_nothing_per_token(string file)
    {
        var path = SharedData.Path(file);
        AssertAllocatesNothingPerToken(Tokenizer.Load(path));
    }

    [Theory]
    [InlineData("""{"type": "NFC"}""")]
    [InlineData("""{"type": "NFD"}""")]
    [InlineData("""{"type": "NFKC"}""")]
    [InlineData("""{"type": "NFKD"}""")]
    [InlineData("""{"type": "Lowercase"}""")]
    [InlineData("""{"type": "Nmt"}""")]
    [InlineData("""{"type": "StripAccents"}""")]
    [InlineData("""{"type": "ByteLevel"}""")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": true}""")]
    [InlineData("""{"type": "Prepend", "prepend": "▁"}""")]
    [InlineData("""{"type": "Replace", "pattern": {"String": "o"}, "content": "0é"}""")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": "[0-9]+"}, "content": "#"}""")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": true, "lowercase": true}""")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}, {"type": "Prepend", "prepend": "x"}]}""")]
    public void Normalizers_allocate_nothing_per_token(string config)
    {
        var normalizer = NormalizerKinds.Read(new JsonTextParser(config, "").ParseWhole());
        AssertAllocatesNothingPerToken(new Tokenizer(Bytes.Parts with { Normalizer = normalizer }));
    }

    [Theory]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}""")]
    [InlineData("""{"type": "Whitespace"}""")]
    [InlineData("""{"type": "BertPreTokenizer"}""")]
    [InlineData("""{"type": "Digits", "individual_digits": false}""")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\s+"}, "behavior": "MergedWithPrevious", "invert": false}""")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true}""")]
    public void Pre_tokenizers_allocate_nothing_per_token(string config)
    {
        var preTokenizer = PreTokenizerKinds.Read(new JsonTextParser(config, "").ParseWhole());
        AssertAllocatesNothingPerToken(new Tokenizer(Bytes.Parts with { PreTokenizer = preTokenizer }));
    }

    private static void AssertAllocatesNothingPerToken(Tokenizer tokenizer)
    {
        var buffer = new EncodingBuffer();
        var (half, whole) = (Words[..(Words.Length / 2)], Words);
        tokenizer.Encode(whole, buffer, addSpecialTokens: true);
        tokenizer.Encode(whole, buffer, addSpecialTokens: true);
        var (small, large) = (long.MaxValue, long.MaxValue);

        // The runtime allocates now and then on its own account (tiers of the compiler); the least of some tries does not.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            small = Math.Min(small, AllocatedBy(() => tokenizer.Encode(half, buffer, addSpecialTokens: true)));
            large = Math.Min(large, AllocatedBy(() => tokenizer.Encode(whole, buffer, addSpecialTokens: true)));
        }

        Assert.True(buffer.Count > 20_000, $"only {buffer.Count} tokens");
        Assert.True(small == large, $"{small} bytes for half the text, {large} for the whole");

        // The post-processor's special tokens have small buffers of their own.
        Assert.True(large < 4096, $"{large} bytes a text");
    }

    [SharedFact("data/tok-gpt2-hf")]
    public void A_buffer_holds_what_encoding_gives()
    {
        var buffer = new EncodingBuffer();
        foreach (var tokenizer in new[] { RealTokenizers.Gpt2(), RealTokenizers.Llama3() })
        {
            foreach (var text in new[] { "", "a <|endoftext|> b", Words[..500], "x" })
            {
                foreach (var parse in new[] { true, false })
                {
                    var expected = tokenizer.Encode(text, parse, addSpecialTokens: true);
                    tokenizer.Encode(text, buffer, parse, addSpecialTokens: true);
                    Assert.Equal(expected.Ids, buffer.Ids.ToArray());
                    Assert.Equal(expected.Offsets, buffer.Offsets.ToArray());
                }
            }
        }
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
