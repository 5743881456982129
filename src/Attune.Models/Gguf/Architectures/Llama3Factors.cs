using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// Llama 3.1's stretching of rotary frequencies in GGUF files: not its four settings, but the number that each frequency is divided
/// by. The settings of published models are recognised by it.
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

    /// <exception cref="AttuneException">ATT4122: no known settings lead to these numbers.</exception>
    public static JsonObject Recognise(GgufFile file, string tensor, double theta, int dimensions)
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

        throw new AttuneException(
            "ATT4122", $"The factors in '{tensor}' are not those of a known rotary scaling.", "Take the model as a Hugging Face folder.", file.FilePath);
    }

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
