namespace Attune.Models.Tests.Randomness;

public class CounterRandomTests
{
    [Fact]
    public void A_number_depends_on_seed_stream_and_place()
    {
        var random = new CounterRandom(1, "a");
        Assert.Equal(random.Bits(5), new CounterRandom(1, "a").Bits(5));
        Assert.NotEqual(random.Bits(5), random.Bits(6));
        Assert.NotEqual(random.Bits(5), new CounterRandom(2, "a").Bits(5));
        Assert.NotEqual(random.Bits(5), new CounterRandom(1, "b").Bits(5));
    }

    [Fact]
    public void The_bits_never_change()
    {
        // Saved runs are resumed and models made again from seeds: a change here breaks them.
        var random = new CounterRandom(42, "model.norm.weight");
        Assert.Equal(
            "8387f3e4c2af08a3 4451567787d65949 e2f9993a27808f63 bfc04277ade3e136 3fb1c629dc15e89a c0022d8fc690435b",
            $"{random.Bits(0):x16} {random.Bits(1):x16} {random.Bits(ulong.MaxValue):x16} "
            + string.Join(' ', Enumerable.Range(0, 3).Select(i => BitConverter.DoubleToUInt64Bits(random.Normal((ulong)i)).ToString("x16"))));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        const int n = 200_000;
        var random = new CounterRandom(7, "moments");
        double sum = 0, squares = 0, fourth = 0, inside = 0;
        for (var i = 0UL; i < n; i++)
        {
            var x = random.Normal(i);
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
            inside += Math.Abs(x) < 1 ? 1 : 0;
        }

        // Five standard errors of each statistic: 1/sqrt n, sqrt(2/n), sqrt(96/n), sqrt(p(1-p)/n).
        Assert.Equal(0, sum / n, 5 / Math.Sqrt(n));
        Assert.Equal(1, squares / n, 5 * Math.Sqrt(2.0 / n));
        Assert.Equal(3, fourth / n, 5 * Math.Sqrt(96.0 / n));
        Assert.Equal(0.6826894921, inside / n, 5 * Math.Sqrt(0.6827 * 0.3173 / n));
    }

    [Fact]
    public void Elementary_functions_agree_with_the_library()
    {
        var random = new CounterRandom(3, "functions");
        for (var i = 0UL; i < 20_000; i++)
        {
            var u = random.Uniform(i);
            var x = (u * 1400) - 700;
            // The library rounds 2 pi u first: 2.4e-16 from pi, 4.4e-16 from an argument near 2 pi; and both round the result.
            Close(Math.Cos(2 * Math.PI * u), PortableMath.CosTurns(u), absolute: 1e-15);
            Close(Math.Log(1 - u), PortableMath.Log(1 - u), relative: 1e-15, absolute: 1e-16);
            Close(Math.Exp(x), PortableMath.Exp(x), relative: 2e-15);
        }

        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(0, PortableMath.Exp(double.NegativeInfinity));
    }

    private static void Close(double expected, double actual, double relative = 0, double absolute = 0) =>
        Assert.True(Math.Abs(expected - actual) <= absolute + (relative * Math.Abs(expected)), $"{actual:R} instead of {expected:R}");
}
