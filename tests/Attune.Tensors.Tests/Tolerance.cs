namespace Attune.Tensors.Tests;

/// <summary>
/// How far a float32 result may be from the float64 one. A chain of n roundings is off by at most n u times the sum of the
/// sizes of its terms (u = 2^-24), and terms of random sign sum up to about sqrt(n) times the size of the result while
/// their roundings cancel to sqrt(n) u: together n u times the size of the tensor's largest element. Four times that is allowed.
/// Where terms cancel by design (a gradient that is orthogonal to its input) their own size is the measure.
/// </summary>
internal readonly record struct Tolerance(int ChainLength, double TermSize = 0)
{
    private const double UnitRoundoff = 1.0 / (1 << 24);
    private const double Slack = 4;

    public void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = TermSize;
        foreach (double value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        double allowed = Slack * (ChainLength + 1) * UnitRoundoff * largest;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= allowed,
                $"{what}, element {i}: {actual[i]:r} instead of {expected[i]:r} +- {allowed:r}");
        }
    }
}
