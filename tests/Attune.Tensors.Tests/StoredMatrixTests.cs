namespace Attune.Tensors.Tests;

/// <summary>Frozen matrices in a smaller form: products widen them piece by piece, to the bits of the widened matrix.</summary>
public sealed class StoredMatrixTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 64, 96 }, { 3, 33, 65 }, { 7, 480, 129 }, { 13, 500, 1100 }, { 64, 1030, 1500 }, { 100, 17, 2050 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Products_and_gradients_are_those_of_the_widened_matrix(int rows, int outputs, int inputs)
    {
        float[] weights = Numbers(outputs * inputs, 1), values = Numbers(rows * inputs, 2);
        foreach (int threads in (int[])[1, 2])
        {
            using var backend = new CpuBackend(threads);
            var plain = Run(backend, Tensor.From(backend, new Shape(outputs, inputs), weights).Keep());
            var stored = Run(backend, Tensor.From(backend, new CountingMatrix(outputs, inputs, weights)));
            Assert.Equal(plain.Y, stored.Y);
            Assert.Equal(plain.Dx, stored.Dx);
        }

        (float[] Y, float[] Dx) Run(CpuBackend backend, Tensor weight)
        {
            var x = Tensor.From(backend, new Shape(rows, inputs), values).Keep();
            x.RequiresGradient = true;
            var y = x.Linear(weight);
            float[] result = y.ToArray();
            y.Multiply(y).Sum().Backward();
            return (result, x.Gradient!.ToArray());
        }
    }

    [Fact]
    public void A_loss_over_a_stored_head_is_that_over_the_widened_one()
    {
        using var backend = new CpuBackend(2);
        float[] weights = Numbers(70 * 33, 5), values = Numbers(9 * 33, 6);
        var plain = Run(Tensor.From(backend, new Shape(70, 33), weights).Keep());
        var stored = Run(Tensor.From(backend, new CountingMatrix(70, 33, weights)));
        Assert.Equal(plain.Loss, stored.Loss);
        Assert.Equal(plain.Gradient, stored.Gradient);

        (float Loss, float[] Gradient) Run(Tensor head)
        {
            var hidden = Tensor.From(backend, new Shape(9, 33), values).Keep();
            hidden.RequiresGradient = true;
            var loss = hidden.SoftmaxCrossEntropy(head, [1, 3, 8], [4, 69, 0], 3);
            float value = loss.Item();
            loss.Backward();
            return (value, hidden.Gradient!.ToArray());
        }
    }

    [Fact]
    public void No_more_than_a_block_is_widened_at_once()
    {
        using var backend = new CpuBackend(1);
        var matrix = new CountingMatrix(1200, 3000, new float[1200 * 3000]);
        var x = Tensor.From(backend, new Shape(4, 3000), new float[4 * 3000]);
        x.Linear(Tensor.From(backend, matrix));
        Assert.Equal(1200L * 3000, matrix.NumbersRead);
        Assert.InRange(matrix.LongestRead, 1, 1024);
    }

    [Fact]
    public void Rows_are_gathered_and_the_rest_is_refused()
    {
        using var backend = new CpuBackend(1);
        float[] numbers = Numbers(5 * 7, 3);
        var table = Tensor.From(backend, new CountingMatrix(5, 7, numbers));
        Assert.Equal([.. numbers[21..28], .. numbers[..7]], table.Gather([3, 0]).ToArray());
        Assert.Equal(numbers, table.ToArray());
        Assert.Throws<InvalidOperationException>(() => table.RequiresGradient = true);
        Assert.Contains("counting", Assert.Throws<InvalidOperationException>(() => table.AsSpan().Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_backend_computes_with_them_too()
    {
        var backend = new ReferenceBackend();
        float[] numbers = Numbers(3 * 2, 4);
        var x = Tensor.From(backend, new Shape(1, 2), [1f, 2f]);
        var y = x.Linear(Tensor.From(backend, new CountingMatrix(3, 2, numbers))).ToArray();
        Assert.Equal(numbers[0] + (2 * numbers[1]), y[0], 1e-6f);
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    /// <summary>A matrix of floats that counts what is read of it.</summary>
    private sealed class CountingMatrix(int rows, int columns, float[] numbers) : IStoredMatrix
    {
        private long read;
        private int longest;

        public Shape Shape { get; } = new(rows, columns);

        public string Format => "counting";

        public long ByteCount => 4L * numbers.Length;

        public long NumbersRead => read;

        public int LongestRead => longest;

        public void Read(int row, int column, Span<float> destination)
        {
            numbers.AsSpan((row * columns) + column, destination.Length).CopyTo(destination);
            Interlocked.Add(ref read, destination.Length);
            longest = Math.Max(longest, destination.Length);
        }
    }
}
