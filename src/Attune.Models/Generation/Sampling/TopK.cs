namespace Attune.Models;

/// <summary>Leaves the k likeliest tokens, and those as likely as the last of them.</summary>
internal static class TopK
{
    public static void Apply(Span<float> logits, int k, float[] scratch)
    {
        if (k >= logits.Length)
            return;
        var sorted = scratch.AsSpan(0, logits.Length);
        logits.CopyTo(sorted);
        sorted.Sort();
        var smallest = sorted[^k];
        for (var i = 0; i < logits.Length; i++)
        {
            if (logits[i] < smallest)
                logits[i] = float.NegativeInfinity;
        }
    }
}
