namespace Attune.Models;

/// <summary>Leaves tokens at least a given share as likely as the likeliest (Nguyen and others, 2024).</summary>
internal static class MinP
{
    public static void Apply(Span<float> logits, double share)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var smallest = largest + PortableMath.Log(share);
        for (var i = 0; i < logits.Length; i++)
        {
            if (logits[i] < smallest)
                logits[i] = float.NegativeInfinity;
        }
    }
}
