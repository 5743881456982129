using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

/// <summary>The primitives that optimizers are made of.</summary>
public class UpdateTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 15)]
    [InlineData(17, 16)]
    [InlineData(33, 100)]
    [InlineData(513, 70)]
    public void Both_backends_agree(int rows, int columns)
    {
        using var cpu = new CpuBackend(2);
        cpu.Arena.Poisoned = cpu.Workspace.Poisoned = true;
        float[] numbers = Numbers(rows * columns);
        var shape = new Shape(rows, columns);
        var expected = UpdateCases.Results(Tensor.From(new ReferenceBackend(), shape, numbers)).ToArray();
        var actual = UpdateCases.Results(Tensor.From(cpu, shape, numbers)).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // Chains of at most a dozen roundings; means and sums are rounded once, from double precision. A number that is
            // rounded to bfloat16 each time may fall to the other side of a tie.
            double most = expected[i].Name == "third" ? 3.0 / 128 : 12.0 / (1 << 24);
            var reference = expected[i].Result.AsDoubleSpan();
            var computed = actual[i].Result.AsReadOnlySpan();
            double largest = 1;
            foreach (double value in reference)
                largest = Math.Max(largest, Math.Abs(value));
            for (int k = 0; k < reference.Length; k++)
                Assert.True(Math.Abs(reference[k] - computed[k]) <= most * largest, $"{expected[i].Name}[{k}]: {computed[k]:R} instead of {reference[k]:R}");
        }
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.00390625f, 1f)] // a tie, to even
    [InlineData(1.01171875f, 1.015625f)] // a tie, to even
    [InlineData(-3.1415927f, -3.140625f)]
    [InlineData(3.3961775e38f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Rounding_to_bfloat16_is_that_of_the_format(float number, float expected)
    {
        using var cpu = new CpuBackend(1);
        foreach (var backend in new Backend[] { cpu, new ReferenceBackend() })
        {
            var tensor = Tensor.From(backend, new Shape(1), [number]);
            backend.UpdateElements(new Round(), tensor, tensor);
            Assert.Equal(expected, tensor.ToArray()[0]);
        }
    }

    /// <summary>What comes out has singular values near 1: between 0.5 and 1.5, and so a Gram matrix near that of a rotation.</summary>
    [Theory]
    [InlineData(8, 8)]
    [InlineData(20, 50)]
    [InlineData(64, 10)]
    public void Orthogonalization_brings_singular_values_near_to_1(int rows, int columns)
    {
        using var cpu = new CpuBackend(2);
        var matrix = Tensor.From(cpu, new Shape(rows, columns), Numbers(rows * columns));
        NewtonSchulz.Apply(matrix, steps: 5, epsilon: 1e-7);
        int side = Math.Min(rows, columns);
        double squares = cpu.SumOfSquares(matrix); // the sum of the squared singular values
        Assert.InRange(squares / side, 0.25, 2.25);
        Assert.InRange(cpu.LargestMagnitude(matrix), 0, 1.5);
    }

    [Fact]
    public void What_is_not_a_number_is_the_largest_magnitude()
    {
        using var cpu = new CpuBackend(2);
        float[] numbers = Numbers(40_000);
        Assert.Equal(numbers.Max(Math.Abs), cpu.LargestMagnitude(Tensor.From(cpu, new Shape(40_000), numbers)));
        numbers[30_001] = float.NaN;
        Assert.Equal(double.NaN, cpu.LargestMagnitude(Tensor.From(cpu, new Shape(40_000), numbers)));
    }

    [Fact]
    public void Tensors_of_other_shapes_are_refused()
    {
        using var cpu = new CpuBackend(1);
        Tensor four = Tensor.Zeros(cpu, new Shape(4)), square = Tensor.Zeros(cpu, new Shape(2, 2)), two = Tensor.Zeros(cpu, new Shape(2));
        Assert.Throws<ArgumentException>(() => cpu.UpdateElements(new Round(), four, square));
        Assert.Throws<ArgumentException>(() => cpu.MeanSquares(square, two, four));
        Assert.Throws<ArgumentException>(() => NewtonSchulz.Apply(four, 5, 1e-7));
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private readonly struct Round : IUpdateRule
    {
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = T.ToBFloat16(input);
    }
}
