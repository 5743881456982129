using Attune.Tensors;

namespace Attune.Models.Tests.Quantization;

/// <summary>Matrices that stay in the form of their file: products, gradients and rows are those of the widened matrix, to the bit.</summary>
public sealed class InterleavedTests
{
    public static TheoryData<string, int, int> Matrices => new()
    {
        { "F16", 1, 1 }, { "F16", 33, 65 }, { "F16", 70, 768 }, { "F16", 500, 1100 },
        { "BF16", 1, 1 }, { "BF16", 33, 65 }, { "BF16", 70, 768 }, { "BF16", 500, 1100 },
        { "Q8_0", 1, 32 }, { "Q8_0", 49, 96 }, { "Q8_0", 500, 1120 },
        { "Q4_K", 1, 256 }, { "Q4_K", 47, 768 }, { "Q4_K", 500, 1280 },
        { "Q6_K", 1, 256 }, { "Q6_K", 47, 768 }, { "Q6_K", 500, 1280 },
    };

    [Theory, MemberData(nameof(Matrices))]
    public void Products_and_gradients_are_those_of_the_widened_matrix(string format, int outputs, int inputs)
    {
        var (stored, widened) = Make(format, outputs, inputs, 0.05f);
        foreach (var threads in (int[])[1, 2])
        {
            using var backend = new CpuBackend(threads);
            foreach (var rows in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 24, 25, 70])
            {
                var plain = Run(backend, Tensor.From(backend, new Shape(outputs, inputs), widened).Keep(), rows);
                var kept = Run(backend, Tensor.From(backend, stored), rows);
                Assert.Equal(plain.Y, kept.Y);
                Assert.Equal(plain.Dx, kept.Dx);
            }
        }
    }

    [Theory, MemberData(nameof(Matrices))]
    public void Activations_of_every_size_give_the_sums_of_the_widened_matrix(string format, int outputs, int inputs)
    {
        var (stored, widened) = Make(format, outputs, inputs, 0.05f);
        using var backend = new CpuBackend(1);
        foreach (var size in (float[])[1e-30f, 60_000_000, 70_000_000, 1e30f, float.PositiveInfinity])
        {
            foreach (var rows in (int[])[1, 3])
            {
                var plain = Run(backend, Tensor.From(backend, new Shape(outputs, inputs), widened).Keep(), rows, size);
                var kept = Run(backend, Tensor.From(backend, stored), rows, size);
                Assert.Contains(plain.Y, number => number != 0);
                Assert.Equal(plain.Y, kept.Y);
            }
        }
    }

    [Theory, MemberData(nameof(Matrices))]
    public void Rows_are_read_from_any_column_on(string format, int outputs, int inputs)
    {
        var (stored, widened) = Make(format, outputs, inputs, 0.05f);
        foreach (var row in (int[])[0, outputs / 2, outputs - 1])
        {
            foreach (var column in (int[])[0, inputs / 3, inputs - 1])
            {
                var part = new float[inputs - column];
                stored.Read(row, column, part);
                Assert.Equal(widened.AsSpan((row * inputs) + column, part.Length).ToArray(), part);
            }
        }
    }

    [Theory, InlineData(1e-6f), InlineData(1f), InlineData(500f)]
    public void Every_size_of_16_bit_floats_is_kept(float size)
    {
        var (stored, widened) = Make("F16", 20, 40, size);
        Assert.Contains(widened, number => number != 0);
        using var backend = new CpuBackend(1);
        Assert.Equal(widened, Tensor.From(backend, stored).ToArray());
    }

    [Fact]
    public void A_matrix_with_numbers_that_are_not_finite_stays_floats()
    {
        byte[] bytes = new byte[64];
        BitConverter.TryWriteBytes(bytes.AsSpan(2), Half.PositiveInfinity);
        Assert.Null(BlockFormats.Find("F16")!.Interleave!(new Shape(1, 32), _ => bytes));
        var error = Assert.Throws<AttuneException>(() => HalfMatrix.From(StorageType.Float16, new Shape(1, 1), [1e6f]));
        Assert.Equal("ATT4113", error.Code);
    }

    [Theory, InlineData("F16"), InlineData("Q8_0"), InlineData("Q4_K"), InlineData("Q6_K")]
    public void No_more_memory_than_in_a_file(string format)
    {
        var (stored, _) = Make(format, 64, 512, 0.05f);
        Assert.InRange(stored.ByteCount, 1, (long)(1.03 * BlockFormats.Find(format)!.BytesOf(64 * 512)));
    }

    private static (IStoredMatrix Stored, float[] Widened) Make(string name, int rows, int columns, float size)
    {
        var format = BlockFormats.Find(name)!;
        var random = new Random(7);
        float[] numbers = [.. Enumerable.Range(0, rows * columns).Select(_ => (random.NextSingle() - 0.4f) * size * (random.NextSingle() < 0.01f ? 0.001f : 1))];
        var rowBytes = (int)format.BytesOf(columns);
        var bytes = new byte[rows * rowBytes];
        format.Quantize(numbers, bytes);
        var widened = new float[numbers.Length];
        format.Dequantize(bytes, widened);
        return (format.Interleave!(new Shape(rows, columns), row => bytes.AsSpan(row * rowBytes, rowBytes))!, widened);
    }

    private static (float[] Y, float[] Dx) Run(CpuBackend backend, Tensor weight, int rows, float largest = 0)
    {
        using var scope = backend.BeginScope();
        var random = new Random(rows);
        var x = Tensor.From(backend, new Shape(rows, weight.Shape[1]), Enumerable.Range(0, rows * weight.Shape[1]).Select(_ => random.NextSingle() - 0.5f).ToArray());
        if (largest != 0)
            x.AsSpan()[0] = largest;
        x.RequiresGradient = true;
        var y = x.Linear(weight);
        var result = y.ToArray();
        y.Multiply(y).Sum().Backward();
        return (result, x.Gradient!.ToArray());
    }
}
