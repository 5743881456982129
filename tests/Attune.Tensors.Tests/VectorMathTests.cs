using System.Runtime.Intrinsics;
using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors.Tests;

/// <summary>Our own functions against double precision, in units in the last place, over all of float32 in even steps of its bits.</summary>
public class VectorMathTests
{
    private const uint BitStep = 4093; // a prime: about a million numbers

    [Fact]
    public void Exp_is_within_its_stated_error() =>
        Assert.InRange(WorstError(VectorMath.Exp, Math.Exp, static _ => true), 0, 1.5);

    [Fact]
    public void Log_is_within_its_stated_error() =>
        Assert.InRange(WorstError(VectorMath.Log, Math.Log, static x => x >= 0), 0, 2);

    [Fact]
    public void Sigmoid_is_within_its_stated_error() =>
        Assert.InRange(WorstError(VectorMath.Sigmoid, static x => 1 / (1 + Math.Exp(-x)), static x => x > -87), 0, 3);

    [Fact]
    public void Tanh_is_within_its_stated_error() =>
        Assert.InRange(WorstError(VectorMath.Tanh, Math.Tanh, static _ => true), 0, 3);

    /// <summary>Both tails down to the smallest normal numbers.</summary>
    [Fact]
    public void Normal_distribution_is_within_its_stated_error() => Assert.InRange(
        WorstError(static x => VectorMath.NormalDistribution(x, out _), NormalDistribution.Below, static x => x > -12.9f), 0, 8);

    /// <summary>Values from tables, so that the expansions of the reference are not their own witness.</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068542949)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-3, 0.00134989803163009453)]
    [InlineData(-6, 9.86587645037698e-10)]
    [InlineData(-10, 7.61985302416052e-24)]
    public void Normal_distribution_of_the_reference(double x, double expected) =>
        Assert.InRange(NormalDistribution.Below(x) / expected, 1 - 1e-13, 1 + 1e-13);

    [Fact]
    public void Special_values()
    {
        Assert.Equal([0, 1, float.PositiveInfinity, float.NaN], Apply(VectorMath.Exp, float.NegativeInfinity, 0, float.PositiveInfinity, float.NaN));
        Assert.Equal([float.PositiveInfinity, 0, float.Epsilon], Apply(VectorMath.Exp, 89, -104, -103.2f));
        Assert.Equal(
            [float.NegativeInfinity, float.NegativeInfinity, 0, float.PositiveInfinity, float.NaN, float.NaN, float.NaN],
            Apply(VectorMath.Log, 0, -0f, 1, float.PositiveInfinity, float.NaN, -1, float.NegativeInfinity));
        Assert.Equal([-1, 0, 1, float.NaN], Apply(VectorMath.Tanh, float.NegativeInfinity, 0, float.PositiveInfinity, float.NaN));
        Assert.Equal(
            [0, 0.5f, 1, 1, float.NaN],
            Apply(static x => VectorMath.NormalDistribution(x, out _), float.NegativeInfinity, 0, 1e30f, float.PositiveInfinity, float.NaN));
        Assert.Equal([0.5f, 1, 0, float.NaN], Apply(VectorMath.Sigmoid, 0, float.PositiveInfinity, float.NegativeInfinity, float.NaN));
    }

    [Fact]
    public void Sine_and_cosine_round_to_the_nearest_or_its_neighbour()
    {
        for (int i = -200_000; i <= 200_000; i++)
        {
            double x = i * 0.7001;
            var (sine, cosine) = Trigonometry.SinCos(x);
            Assert.True(Math.Abs(sine - Math.Sin(x)) < 1e-13, $"sin {x:r}");
            Assert.True(Math.Abs(cosine - Math.Cos(x)) < 1e-13, $"cos {x:r}");
        }
    }

    private static double WorstError(
        Func<Vector512<float>, Vector512<float>> function, Func<double, double> exact, Func<float, bool> inDomain)
    {
        double worst = 0;
        for (ulong bits = 0; bits <= uint.MaxValue; bits += BitStep)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (!float.IsFinite(x) || !inDomain(x))
                continue;
            float actual = function(Vector512.Create(x)).GetElement(3);
            double expected = exact(x);
            if (Math.Abs(expected) > float.MaxValue)
            {
                Assert.True(float.IsInfinity(actual) || actual == float.MaxValue, $"{x:r} gave {actual:r}");
                continue;
            }

            float size = Math.Abs((float)expected);
            worst = Math.Max(worst, Math.Abs(actual - expected) / ((double)MathF.BitIncrement(size) - size));
        }

        return worst;
    }

    private static float[] Apply(Func<Vector512<float>, Vector512<float>> function, params float[] x) =>
        [.. x.Select(value => function(Vector512.Create(value)).GetElement(15))];
}
