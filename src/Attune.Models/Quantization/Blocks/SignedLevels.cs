namespace Attune.Models;

/// <summary>Finds a scale with which whole levels of both signs come close to numbers, weighted by their squares, from a few starting scales. The order of operations is ggml's.</summary>
internal static class SignedLevels
{
    private const int Trials = 9;

    /// <param name="x">The numbers of a stretch.</param>
    /// <param name="count">Levels are from -count to count - 1.</param>
    /// <param name="levels">The level of each number, plus count.</param>
    /// <returns>The scale.</returns>
    public static float Search(ReadOnlySpan<float> x, int count, Span<byte> levels)
    {
        var extreme = BlockMath.Extreme(x);
        if (MathF.Abs(extreme) < BlockMath.Nothing)
        {
            levels[..x.Length].Clear();
            return 0;
        }

        var inverse = -count / extreme;
        Assign(x, inverse, count, levels);
        var (products, squares) = Sums(x, inverse, count);
        var scale = squares == 0 ? 0 : products / squares;
        var best = scale * products;
        for (var trial = -Trials; trial <= Trials; trial++)
        {
            if (trial == 0)
                continue;
            inverse = -(count + (0.1f * trial)) / extreme;
            (products, squares) = Sums(x, inverse, count);
            if (!(squares > 0) || !(products * products > best * squares))
                continue;
            Assign(x, inverse, count, levels);
            scale = products / squares;
            best = scale * products;
        }

        return scale;
    }

    private static int Level(float x, float inverse, int count) => Math.Clamp(BlockMath.Nearest(inverse * x), -count, count - 1);

    private static void Assign(ReadOnlySpan<float> x, float inverse, int count, Span<byte> levels)
    {
        for (var i = 0; i < x.Length; i++)
            levels[i] = (byte)(Level(x[i], inverse, count) + count);
    }

    private static (float Products, float Squares) Sums(ReadOnlySpan<float> x, float inverse, int count)
    {
        float products = 0, squares = 0;
        foreach (var value in x)
        {
            float level = Level(value, inverse, count), weight = value * value;
            products += weight * value * level;
            squares += weight * level * level;
        }

        return (products, squares);
    }
}
