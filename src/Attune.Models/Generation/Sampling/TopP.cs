namespace Attune.Models;

/// <summary>
/// Nucleus sampling (Holtzman and others, 2019): leaves a token if those likelier than it have less than p together, so that
/// the likeliest always stays. Of equal tokens the smaller id comes first.
/// </summary>
internal static class TopP
{
    public static void Apply(Span<float> logits, double p, SamplingBuffers buffers)
    {
        var weights = buffers.Weights.AsSpan(0, logits.Length);
        var total = Softmax.Weights(logits, weights);

        // Tokens below (1 - p) / V have less than 1 - p together, so more than p lies above each: they need not be sorted.
        var negligible = (1 - p) * total / logits.Length;
        var order = buffers.Order;
        var count = 0;
        for (var id = 0; id < logits.Length; id++)
        {
            if (weights[id] < negligible)
                logits[id] = float.NegativeInfinity;
            else
                order[count++] = ((ulong)Descending(logits[id]) << 32) | (uint)id;
        }

        Array.Sort(order, 0, count);
        var above = 0.0;
        for (var i = 0; i < count; i++)
        {
            var id = (int)(uint)order[i];
            if (above >= p * total)
                logits[id] = float.NegativeInfinity;
            above += weights[id];
        }
    }

    /// <summary>Bits that sort unsigned in the opposite order of the floats.</summary>
    private static uint Descending(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f); // -0 becomes 0
        var ascending = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        return ~ascending;
    }
}
