namespace Attune.Models;

/// <summary>
/// Finds a scale and a minimum with which whole levels come close to numbers of both signs, by weighted least squares over a
/// few starting scales. The order of all operations is ggml's, since the bytes depend on it.
/// </summary>
/// <param name="Largest">The highest level.</param>
/// <param name="First">How far from the highest level the first starting scale is.</param>
/// <param name="Steps">How many further starting scales there are, a tenth of a level apart.</param>
internal sealed record LevelSearch(int Largest, float First, int Steps)
{
    private const float Step = 0.1f;

    /// <summary>x is near scale * level - minimum.</summary>
    /// <param name="x">At most 32 numbers.</param>
    /// <param name="levels">As many levels.</param>
    /// <param name="minimum">What is subtracted, from 0 up.</param>
    /// <returns>The scale.</returns>
    public float Run(ReadOnlySpan<float> x, Span<byte> levels, out float minimum)
    {
        Span<float> weights = stackalloc float[x.Length];
        Span<byte> trial = stackalloc byte[x.Length];
        Weigh(x, weights);
        var (least, greatest) = BlockMath.Range(x);
        float sumW = weights[0], sumX = weights[0] * x[0];
        for (var i = 1; i < x.Length; i++)
        {
            sumW += weights[i];
            sumX += weights[i] * x[i];
        }

        least = MathF.Min(least, 0);
        if (greatest == least)
        {
            levels.Clear();
            minimum = -least;
            return 0;
        }

        var inverse = Largest / (greatest - least);
        var scale = 1 / inverse;
        Assign(x, inverse, least, levels);
        var best = Error(x, weights, levels, scale, least);
        var lowest = least;
        for (var step = 0; step <= Steps; step++)
        {
            inverse = (First + (Step * step) + Largest) / (greatest - lowest);
            Assign(x, inverse, lowest, trial);
            if (!Fit(x, weights, trial, sumW, sumX, out var fitted, out var fittedLeast))
                continue;
            var error = Error(x, weights, trial, fitted, fittedLeast);
            if (!(error < best))
                continue;
            trial.CopyTo(levels);
            (best, scale, lowest) = (error, fitted, fittedLeast);
        }

        minimum = -lowest;
        return scale;
    }

    private static void Weigh(ReadOnlySpan<float> x, Span<float> weights)
    {
        var squares = 0f;
        foreach (var value in x)
            squares += value * value;
        var average = MathF.Sqrt(squares / x.Length);
        for (var i = 0; i < x.Length; i++)
            weights[i] = average + MathF.Abs(x[i]);
    }

    private void Assign(ReadOnlySpan<float> x, float inverse, float least, Span<byte> levels)
    {
        for (var i = 0; i < x.Length; i++)
            levels[i] = (byte)Math.Clamp(BlockMath.Nearest(inverse * (x[i] - least)), 0, Largest);
    }

    private static float Error(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<byte> levels, float scale, float least)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (scale * levels[i]) + least - x[i];
            sum += weights[i] * (difference * difference);
        }

        return sum;
    }

    /// <summary>The scale and least number that fit these levels best, the least one not above zero.</summary>
    private static bool Fit(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<byte> levels, float sumW, float sumX, out float scale, out float least)
    {
        float sumL = 0, sumL2 = 0, sumXL = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var weighted = weights[i] * levels[i];
            sumL += weighted;
            sumL2 += weighted * levels[i];
            sumXL += weighted * x[i];
        }

        var determinant = (sumW * sumL2) - (sumL * sumL);
        (scale, least) = (0, 0);
        if (!(determinant > 0))
            return false;
        scale = ((sumW * sumXL) - (sumX * sumL)) / determinant;
        least = ((sumL2 * sumX) - (sumL * sumXL)) / determinant;
        if (least > 0)
            (scale, least) = (sumXL / sumL2, 0);
        return true;
    }
}
