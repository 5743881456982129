namespace Attune.Tensors.Tests;

/// <summary>The norms that DoRA divides by: no gradients, so they are in no table of ops.</summary>
public class InverseRowNormsTests
{
    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(17, 33, 2)]
    [InlineData(64, 100, 8)]
    public void They_are_those_of_the_sum(int rows, int columns, int rank)
    {
        using var cpu = new CpuBackend(2);
        var (weight, a, b) = (Numbers(rows, columns, 1), Numbers(rank, columns, 2), Numbers(rows, rank, 3));
        var wide = Run(new ReferenceBackend());
        var narrow = Run(cpu);
        for (int o = 0; o < rows; o++)
        {
            double sum = 0;
            for (int i = 0; i < columns; i++)
            {
                double element = weight[(o * columns) + i];
                for (int r = 0; r < rank; r++)
                    element += 0.5 * b[(o * rank) + r] * a[(r * columns) + i];
                sum += element * element;
            }

            Assert.Equal(1 / Math.Sqrt(sum), wide[o], 1e-7 / Math.Sqrt(sum)); // read as float32
            Assert.Equal(1 / Math.Sqrt(sum), narrow[o], (rank + 4) * Math.Pow(2, -24) * 4 / Math.Sqrt(sum)); // rank roundings of terms up to 4 times the sum
        }

        float[] Run(Backend backend)
        {
            var (w, x, y) = (Tensor.From(backend, new Shape(rows, columns), weight), Tensor.From(backend, new Shape(rank, columns), a), Tensor.From(backend, new Shape(rows, rank), b));
            x.RequiresGradient = true;
            var norms = w.InverseRowNorms(x, y, 0.5);
            Assert.False(norms.RequiresGradient);
            return norms.ToArray();
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_told()
    {
        var backend = new ReferenceBackend();
        var weight = Tensor.Zeros(backend, new Shape(3, 4));
        Assert.Throws<ArgumentException>(() => weight.InverseRowNorms(Tensor.Zeros(backend, new Shape(2, 3)), Tensor.Zeros(backend, new Shape(3, 2)), 1));
        Assert.Throws<ArgumentException>(() => weight.ScaleColumns(Tensor.Zeros(backend, new Shape(3))));
        Assert.Throws<ArgumentException>(() => weight.Reshape(new Shape(5, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => weight.Interleave(null, new(3, [0, 1, 2], [0], [3])));
        Assert.Throws<ArgumentException>(() => weight.Interleave(null, new(4, [0, 1, 2], [], [])));
    }

    private static float[] Numbers(int rows, int columns, int seed)
    {
        float[] numbers = new float[rows * columns];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (((i * 37 * seed) % 101) - 50) / 50f;
        return numbers;
    }
}
