namespace Attune.Tensors;

/// <summary>
/// The dynamic 8-bit numbers (Dettmers and others, 8-bit Optimizers via Block-wise Quantization, 2021): seven powers of ten
/// below one, the larger the power the more steps between 0.1 and 1 of it. The bits are those of bitsandbytes.
/// </summary>
public static class DynamicMap
{
    private const int Powers = 7;

    /// <summary>From -1 (excluded) to 1, with zero: for scales and first moments.</summary>
    public static CodeTable Signed { get; } = Make(signed: true);

    /// <summary>From 0 to 1: for second moments, twice as fine.</summary>
    public static CodeTable Unsigned { get; } = Make(signed: false);

    private static CodeTable Make(bool signed)
    {
        List<float> numbers = [0, 1];
        for (int i = 0; i < Powers; i++)
        {
            float power = (float)Math.Pow(10, i - (Powers - 1));
            int steps = 1 << (signed ? i : i + 1);
            for (int j = 0; j < steps; j++)
            {
                float number = power * ((Boundary(j, steps) + Boundary(j + 1, steps)) / 2);
                numbers.Add(number);
                if (signed)
                    numbers.Add(-number);
            }
        }

        numbers.Sort();
        return new CodeTable(numbers.ToArray());
    }

    /// <summary>Boundary j of so many equal steps from 0.1 to 1, counted from the nearer end.</summary>
    private static float Boundary(int j, int steps)
    {
        const float first = 0.1f;
        float step = (1 - first) / steps;
        return j < (steps + 1) / 2 ? MathF.FusedMultiplyAdd(step, j, first) : MathF.FusedMultiplyAdd(-step, steps - j, 1);
    }
}
