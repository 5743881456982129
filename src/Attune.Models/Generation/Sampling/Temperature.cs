namespace Attune.Models;

/// <summary>Sharpens (below 1) or flattens (above 1) the distribution.</summary>
internal static class Temperature
{
    public static void Apply(Span<float> logits, double temperature)
    {
        var divisor = (float)temperature;
        for (var i = 0; i < logits.Length; i++)
            logits[i] /= divisor;
    }
}
