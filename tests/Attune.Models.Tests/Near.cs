namespace Attune.Models.Tests;

/// <summary>Comparisons with the reference's numbers.</summary>
internal static class Near
{
    /// <summary>Logits and hidden states: absolute. The golden README derives it from the reference's own kernels (1.2e-5 to exact float64).</summary>
    public const double Logits = 5e-5;

    /// <summary>Losses.</summary>
    public const double Loss = 5e-6;

    /// <summary>Gradients, relative to the tensor's largest magnitude.</summary>
    public const double Gradient = 1e-5;

    public static void Absolute(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)expected[i] - actual[i]);
            worst = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(worst, difference);
        }

        Assert.True(worst <= tolerance, $"{what}: off by {worst:g3}, {tolerance:g3} allowed");
    }

    public static void Relative(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        var largest = 0.0;
        foreach (var value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        Absolute(expected, actual, tolerance * largest, what);
    }
}
