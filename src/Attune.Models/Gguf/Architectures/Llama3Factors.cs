using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// Llama 3.1's stretching of rotary frequencies in GGUF files: not its four settings, but the number that each frequency is divided
/// by. The settings of published models are recognised by it; other numbers become divisors of one length (<see cref="LongRopeScaling"/>).
/// </summary>
internal static class Llama3Factors
{
    private const double Near = 1e-5;

    private static readonly double[] Factors = [8, 32, 16, 4, 2, 64];

    /// <summary>Contexts that models are first trained on: powers of two.</summary>
    private static readonly int[] Contexts = [8192, .. Enumerable.Range(6, 12).Select(power => 1 << power)];

    /// <param name="theta">The base of the frequencies.</param>
    /// <param name="dimensions">The rotated channels of a head.</param>
    /// <param name="s">The settings.</param>
    public static float[] Compute(double theta, int dimensions, (double Factor, double Low, double High, int Context) s)
    {
        var factors = new float[dimensions / 2];
        for (var i = 0; i < factors.Length; i++)
        {
            var wavelength = 2 * Math.PI * Math.Pow(theta, 2.0 * i / dimensions);
            var kept = Math.Clamp(((s.Context / wavelength) - s.Low) / (s.High - s.Low), 0, 1);
            factors[i] = (float)(1 / (((1 - kept) / s.Factor) + kept));
        }

        return factors;
    }

    /// <summary>What config.json would say.</summary>
    /// <exception cref="AttuneException">ATT4122: a number divides nothing, or there is not one for each frequency.</exception>
    public static JsonObject Read(GgufFile file, string tensor, double theta, int dimensions)
    {
        var stored = file.ReadArray(tensor);
        foreach (var factor in Factors)
        {
            foreach (var context in Contexts)
            {
                if (Fits(stored, Compute(theta, dimensions, (factor, 1, 4, context))))
                {
                    return new JsonObject
                    {
                        ["rope_type"] = "llama3",
                        ["factor"] = factor,
                        ["low_freq_factor"] = 1.0,
                        ["high_freq_factor"] = 4.0,
                        ["original_max_position_embeddings"] = context,
                    };
                }
            }
        }

        if (stored.Length != dimensions / 2 || !Array.TrueForAll(stored, static factor => factor > 0 && float.IsFinite(factor)))
        {
            throw new AttuneException(
                "ATT4122", $"'{tensor}' has no divisor for each rotary frequency.", "Take the model as a Hugging Face folder.", file.FilePath);
        }

        return new JsonObject { ["rope_type"] = "longrope", ["short_factor"] = List(stored), ["long_factor"] = List(stored), ["attention_factor"] = 1.0 };
    }

    /// <summary>The divisors that hold for all lengths; null where there are others for long ones, or magnitudes change.</summary>
    public static float[]? OfOneLength(LongRopeScaling scaling) => scaling.Attention == 1 && scaling.ShortFactors.SequenceEqual(scaling.LongFactors)
        ? [.. scaling.ShortFactors.Select(static factor => (float)factor)]
        : null;

    private static JsonArray List(float[] factors) => [.. factors.Select(static factor => (JsonNode)(double)factor)];

    private static bool Fits(float[] stored, float[] computed)
    {
        if (stored.Length != computed.Length)
            return false;
        for (var i = 0; i < stored.Length; i++)
        {
            if (!(Math.Abs(stored[i] - computed[i]) <= Near * computed[i]))
                return false;
        }

        return true;
    }
}
