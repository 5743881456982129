using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

public class EncodingBufferTests
{
    private static readonly string Words = string.Concat(Enumerable.Range(0, 3000).Select(i => $"word{i % 97} and {i * 31 % 1009}, é{i % 53}中!\n"));

    [SharedFact("data/tok-gpt2-hf")]
    public void Encoding_into_a_warm_buffer_allocates_nothing_per_token()
    {
        foreach (var tokenizer in new[] { RealTokenizers.Gpt2(), RealTokenizers.Llama3() })
        {
            var buffer = new EncodingBuffer();
            var (half, whole) = (Words[..(Words.Length / 2)], Words);
            tokenizer.Encode(whole, buffer);
            tokenizer.Encode(whole, buffer);
            var (small, large) = (long.MaxValue, long.MaxValue);

            // The runtime allocates now and then on its own account (tiers of the compiler); the least of some tries does not.
            for (var attempt = 0; attempt < 20; attempt++)
            {
                small = Math.Min(small, AllocatedBy(() => tokenizer.Encode(half, buffer)));
                large = Math.Min(large, AllocatedBy(() => tokenizer.Encode(whole, buffer)));
            }

            Assert.True(buffer.Count > 20_000, $"only {buffer.Count} tokens");
            Assert.Equal(small, large);
            Assert.True(large < 500, $"{large} bytes a text");
        }
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
