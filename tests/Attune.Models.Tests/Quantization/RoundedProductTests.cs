using Attune.Tensors;

namespace Attune.Models.Tests.Quantization;

/// <summary>Products that round activations to 8-bit blocks: the bits of a plain loop, and no further from the float32 product than rounding explains.</summary>
public sealed class RoundedProductTests
{
    public static TheoryData<string, int, int> Matrices => new()
    {
        { "Q8_0", 1, 32 }, { "Q8_0", 49, 96 }, { "Q8_0", 160, 1120 },
        { "Q4_K", 1, 256 }, { "Q4_K", 47, 768 }, { "Q4_K", 160, 2304 },
        { "Q6_K", 1, 256 }, { "Q6_K", 47, 768 }, { "Q6_K", 160, 2304 },
    };

    [Theory, MemberData(nameof(Matrices))]
    public void They_have_the_bits_of_plain_loops_for_any_number_of_rows_and_threads(string format, int outputs, int inputs)
    {
        var weights = new QuantizedWeights(format, outputs, inputs);
        const int most = 23;
        var x = Activations(most, inputs);
        var expected = Enumerable.Range(0, most).SelectMany(row => PlainProduct.Of(weights, x.AsSpan(row * inputs, inputs))).ToArray();
        foreach (var threads in (int[])[1, 2, 3])
        {
            using var backend = new CpuBackend(threads);
            foreach (var rows in (int[])[1, 2, 3, 4, 5, 8, 13, most])
                Assert.Equal(expected[..(rows * outputs)], Multiply(backend, weights.Rounding, x[..(rows * inputs)], rows));
        }
    }

    [Theory, MemberData(nameof(Matrices))]
    public void They_are_as_far_from_exact_products_as_half_a_step_of_each_activation(string format, int outputs, int inputs)
    {
        var weights = new QuantizedWeights(format, outputs, inputs);
        var x = Activations(3, inputs);
        using var backend = new CpuBackend(2);
        var rounded = Multiply(backend, weights.Rounding, x, 3);
        var furthest = 0.0;
        for (var i = 0; i < rounded.Length; i++)
        {
            var (row, output) = (i / outputs, i % outputs);
            double exact = 0, bound = 0, size = 0;
            for (var first = 0; first < inputs; first += weights.Block)
            {
                double most = 0, sum = 0, scaled = 0;
                for (var k = first; k < first + weights.Block; k++)
                {
                    double a = x[(row * inputs) + k], w = weights.Widened[(output * inputs) + k];
                    exact += a * w;
                    most = Math.Max(most, Math.Abs(a));
                    sum += Math.Abs(w);
                    scaled += weights.Size(output, k);
                }

                bound += most / 254 * sum;
                size += most * scaled;
            }

            // float32 rounds x times 127 / max (a share of at most 2^-22 of max moves where halves are decided), the scale and its product with
            // that of the weights, the integers, which are parts of at most max |x| times what levels and minimums come to, and each sum.
            bound += size * Math.ScaleB(1, -23) * (8 + (2 * inputs / weights.Block));
            Assert.InRange(Math.Abs(rounded[i] - exact), 0, bound);
            furthest = Math.Max(furthest, Math.Abs(rounded[i] - exact) / bound);
        }

        Assert.InRange(furthest, inputs > 32 ? 1e-3 : 0, 1); // it does round
    }

    [Theory, InlineData("Q8_0"), InlineData("Q4_K"), InlineData("Q6_K")]
    public void The_largest_codes_do_not_saturate(string format)
    {
        // Every bit of the codes, so that all levels have their largest size; scales are small numbers.
        var weights = new QuantizedWeights(format, 17, 512, QuantizedWeights.Extremes);
        float[] x = [.. Enumerable.Range(0, 2 * 512).Select(i => i < 512 || i % 3 != 0 ? 1f : -1f)];
        using var backend = new CpuBackend(1);
        var expected = PlainProduct.Of(weights, x.AsSpan(0, 512)).Concat(PlainProduct.Of(weights, x.AsSpan(512))).ToArray();
        Assert.Equal(expected, Multiply(backend, weights.Rounding, x, 2));
        Assert.Equal([.. expected, .. expected], Multiply(backend, weights.Rounding, [.. x, .. x], 4));
    }

    [Theory, InlineData("Q8_0"), InlineData("Q4_K"), InlineData("Q6_K")]
    public void Zeros_and_tiny_numbers_give_zero_and_what_is_not_finite_gives_no_number(string format)
    {
        var weights = new QuantizedWeights(format, 20, 512);
        using var backend = new CpuBackend(1);
        Assert.All(Multiply(backend, weights.Rounding, new float[512], 1), y => Assert.Equal(0, y));
        Assert.All(Multiply(backend, weights.Rounding, [.. Enumerable.Repeat(1e-40f, 512)], 1), y => Assert.Equal(0, y));
        foreach (var bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            var x = Activations(1, 512);
            x[300] = bad;
            Assert.All(Multiply(backend, weights.Rounding, x, 1), y => Assert.True(float.IsNaN(y)));
        }
    }

    [Theory, InlineData("Q8_0"), InlineData("Q4_K"), InlineData("Q6_K")]
    public void Gradients_and_rows_are_those_of_the_widened_matrix(string format)
    {
        var weights = new QuantizedWeights(format, 40, 512);
        using var backend = new CpuBackend(2);
        float[] Gradient(Tensor weight)
        {
            var x = Tensor.From(backend, new Shape(5, 512), Activations(5, 512));
            x.RequiresGradient = true;
            x.Linear(weight).Sum().Backward();
            return x.Gradient!.ToArray();
        }

        Assert.Equal(Gradient(Tensor.From(backend, new Shape(40, 512), weights.Widened).Keep()), Gradient(Tensor.From(backend, weights.Rounding)));
        var row = new float[512];
        weights.Rounding.Read(39, 0, row);
        Assert.Equal(weights.Widened[(39 * 512)..], row);
    }

    [Fact]
    public void A_tie_goes_to_the_even_code()
    {
        // One weight of 1 in a block of zeros, codes 1 * 127: what comes back is the rounded activation.
        float[] numbers = [.. Enumerable.Range(0, 32).Select(i => i == 1 ? 127f : 0)];
        var weights = new QuantizedWeights("Q8_0", 1, 32, (_, bytes) => BlockFormats.Find("Q8_0")!.Quantize(numbers, bytes));
        using var backend = new CpuBackend(1);
        foreach (var (value, code) in (ReadOnlySpan<(float, float)>)[(0.5f, 0), (1.5f, 2), (2.5f, 2), (-0.5f, 0), (-1.5f, -2), (126.5f, 126)])
        {
            var x = new float[32];
            (x[0], x[1]) = (127, value);
            Assert.Equal([code * 127], Multiply(backend, weights.Rounding, x, 1));
        }
    }

    private static float[] Multiply(CpuBackend backend, IStoredMatrix matrix, float[] x, int rows)
    {
        using var scope = backend.BeginScope();
        return Tensor.From(backend, new Shape(rows, matrix.Shape[1]), x).Linear(Tensor.From(backend, matrix)).ToArray();
    }

    private static float[] Activations(int rows, int inputs)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, rows * inputs).Select(i => (random.NextSingle() - 0.45f) * (i / 32 % 3 == 0 ? 10 : 0.3f))];
    }
}
