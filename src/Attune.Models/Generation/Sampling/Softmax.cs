namespace Attune.Models;

/// <summary>Probabilities, not yet divided by their sum.</summary>
internal static class Softmax
{
    /// <summary>e^(logit - largest), 0 for logits that were ruled out.</summary>
    /// <returns>Their sum.</returns>
    public static double Weights(ReadOnlySpan<float> logits, Span<double> weights)
    {
        var largest = logits[Sampler.Largest(logits)];
        if (float.IsInfinity(largest))
            throw Sampler.NotNumbers();
        var total = 0.0;
        for (var id = 0; id < logits.Length; id++)
        {
            weights[id] = float.IsNegativeInfinity(logits[id]) ? 0 : PortableMath.Exp((double)logits[id] - largest);
            total += weights[id];
        }

        return total;
    }
}
