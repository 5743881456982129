namespace Attune.Models;

/// <summary>
/// Nucleus sampling (Holtzman and others, 2019): leaves a token if those likelier than it have less than p together, so that
/// the likeliest always stays. Of equal tokens the smaller id comes first.
/// </summary>
internal static class TopP
{
    public static void Apply(Span<float> logits, double p)
    {
        var order = new ulong[logits.Length];
        for (var id = 0; id < order.Length; id++)
            order[id] = ((ulong)Descending(logits[id]) << 32) | (uint)id;
        Array.Sort(order);

        var largest = logits[(int)(uint)order[0]];
        var weights = new double[order.Length];
        var total = 0.0;
        for (var i = 0; i < order.Length; i++)
            total += weights[i] = PortableMath.Exp((double)logits[(int)(uint)order[i]] - largest);

        var above = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            if (above >= p * total)
                logits[(int)(uint)order[i]] = float.NegativeInfinity;
            above += weights[i];
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
