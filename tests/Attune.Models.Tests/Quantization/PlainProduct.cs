namespace Attune.Models.Tests.Quantization;

/// <summary>A row of activations in 8-bit blocks times a matrix, by loops over the columns.</summary>
internal static class PlainProduct
{
    public static float[] Of(QuantizedWeights weights, ReadOnlySpan<float> x)
    {
        var result = new float[weights.Outputs];
        for (var first = 0; first < x.Length; first += weights.Block)
        {
            var (codes, scale) = Round(x.Slice(first, weights.Block));
            for (var output = 0; output < result.Length; output++)
            {
                var block = weights.BlockAt(output, first / weights.Block);
                long sum = 0, below = 0;
                for (var k = 0; k < codes.Length; k++)
                {
                    var level = weights.LevelOf(block, k);
                    sum += level.Scale * level.Code * codes[k];
                    below -= level.Minimum * codes[k];
                }

                result[output] = MathF.FusedMultiplyAdd(sum, weights.Factor(block) * scale, result[output]);
                if (weights.MinimumFactor(block) is not 0 and var factor)
                    result[output] = MathF.FusedMultiplyAdd(below, factor * scale, result[output]);
            }
        }

        return result;
    }

    private static (int[] Codes, float Scale) Round(ReadOnlySpan<float> x)
    {
        var most = 0f;
        foreach (var number in x)
            most = MathF.Max(most, MathF.Abs(number));
        var codes = new int[x.Length];
        for (var i = 0; i < codes.Length && most > 0; i++)
            codes[i] = (int)MathF.Round(x[i] * (127 / most), MidpointRounding.ToEven);
        return (codes, most / 127);
    }
}
