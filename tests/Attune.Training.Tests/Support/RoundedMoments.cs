using Attune.Tensors;

namespace Attune.Training.Tests.Support;

/// <summary>
/// How far AdamW with rounded moments may be from AdamW, both given the same gradients; in float64.
/// <para>
/// A moment x in a block of largest magnitude S comes back from the map as x' with |x' - x| at most q S, where q is half of the
/// widest gap between neighbours of the map. The next moment is b x' + (1 - b) g, so the distance E of the two optimizers' moments
/// grows by E_t = b (E_(t-1) + q S_(t-1)), and S is at most the largest |x| + E of the block. The step takes the moments before
/// they are rounded: m within m -+ E_m and v within v -+ E_v, but not below (1 - b2) g^2, since what comes back is not below zero.
/// m / (sqrt(v) / c + e) is monotonic in m, and in v for each sign of m: it lies between its values at the corners. Distances of
/// weights are the sum of the steps'.
/// </para>
/// </summary>
internal sealed class RoundedMoments(int count, EightBitAdamWOptions options)
{
    // Each optimizer computes in float32: of a moment and of a step some ten operations, each rounded to half a unit of 2^-23.
    private const double Single = 10 * (1.0 / (1 << 24)) * 2;

    private static readonly double FirstGap = HalfGap(DynamicMap.Signed.Values), SecondGap = HalfGap(DynamicMap.Unsigned.Values);

    private readonly double[] _first = new double[count], _second = new double[count], _firstError = new double[count], _secondError = new double[count];
    private int _step;

    /// <summary>The most that weights may differ by, of each number.</summary>
    public double[] Allowed { get; } = new double[count];

    /// <summary>Half of the widest gap between neighbours, relative to the scale; -1 becomes the least number of the signed map.</summary>
    private static double HalfGap(ReadOnlySpan<float> values)
    {
        double widest = values[0] < 0 ? 2 * (1 + (double)values[0]) : 0;
        for (int i = 1; i < values.Length; i++)
            widest = Math.Max(widest, (double)values[i] - values[i - 1]);
        return widest / 2;
    }

    /// <summary>A step with these gradients, of weights that are now so large.</summary>
    public void Step(float[] gradients, float[] weights, double learningRate)
    {
        _step++;
        Round(_first, _firstError, FirstGap, options.Beta1);
        Round(_second, _secondError, SecondGap, options.Beta2);
        double correction = Math.Sqrt(1 - Math.Pow(options.Beta2, _step)), rate = learningRate / (1 - Math.Pow(options.Beta1, _step));
        for (int i = 0; i < count; i++)
        {
            double g = gradients[i], least = (1 - options.Beta2) * g * g;
            _first[i] = (options.Beta1 * _first[i]) + ((1 - options.Beta1) * g);
            _second[i] = (options.Beta2 * _second[i]) + least;
            _firstError[i] += Single * (Math.Abs(_first[i]) + Math.Abs(g));
            _secondError[i] += Single * _second[i];
            double step = Of(_first[i], _second[i]), farthest = 0;
            foreach (double m in new[] { _first[i] - _firstError[i], _first[i] + _firstError[i] })
            {
                foreach (double v in new[] { Math.Max(_second[i] - _secondError[i], least * (1 - Single)), _second[i] + _secondError[i] })
                    farthest = Math.Max(farthest, Math.Abs(Of(m, v) - step));
            }

            Allowed[i] += (rate * (farthest + (Single * Math.Abs(step)))) + (Single * Math.Abs(weights[i]));
        }

        double Of(double m, double v) => m / ((Math.Sqrt(v) / correction) + options.Epsilon);
    }

    private static void Round(double[] moments, double[] errors, double gap, double beta)
    {
        for (int start = 0; start < moments.Length; start += EightBitAdamW.Block)
        {
            int end = Math.Min(moments.Length, start + EightBitAdamW.Block);
            double largest = 0;
            for (int i = start; i < end; i++)
                largest = Math.Max(largest, Math.Abs(moments[i]) + errors[i]);
            for (int i = start; i < end; i++)
                errors[i] = beta * (errors[i] + (gap * largest));
        }
    }
}
