using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors.Tests;

public sealed class GemmTests : IDisposable
{
    static readonly int[] s_sizes = [1, 2, 3, 5, 11, 12, 13, 31, 32, 33, 64, 100, 257];

    readonly WorkerPool _pool = new(2);

    public static TheoryData<string, bool, bool> KernelsAndTransposes()
    {
        var data = new TheoryData<string, bool, bool>();
        foreach (GemmKernel kernel in Kernels)
        {
            foreach (bool transposeA in new[] { false, true })
            {
                foreach (bool transposeB in new[] { false, true }) data.Add(kernel.Name, transposeA, transposeB);
            }
        }

        return data;
    }

    static IEnumerable<GemmKernel> Kernels => new[] { GemmKernel.Avx512, GemmKernel.Avx2, GemmKernel.Portable }.Where(kernel => kernel.IsSupported);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [MemberData(nameof(KernelsAndTransposes))]
    public void Equals_three_plain_loops_bit_for_bit(string kernelName, bool transposeA, bool transposeB)
    {
        GemmKernel kernel = Kernels.Single(kernel => kernel.Name == kernelName);
        uint seed = 0;
        foreach (int m in s_sizes)
        {
            foreach (int n in s_sizes)
            {
                foreach (int k in s_sizes)
                {
                    // Every size meets every other; what is orthogonal to sizes alternates.
                    seed++;
                    var product = new GemmCase(transposeA, transposeB, m, n, k, accumulate: seed % 2 == 0, padding: (int)(seed % 3), offset: (int)(seed % 5), seed);
                    float[] expected = product.Expected();
                    GemmCase.AssertSameBits(expected, product.Actual(_pool, kernel), product.ToString());
                    GemmCase.AssertSameBits(expected, product.Actual(_pool, kernel, packed: true), product + " packed");
                }
            }
        }
    }

    // Long enough for several blocks of k and of rows, and wide enough for two blocks of columns.
    [Theory]
    [InlineData(false, false, 37, 45, 2100)]
    [InlineData(true, false, 1001, 40, 530)]
    [InlineData(false, true, 30, 4200, 300)]
    [InlineData(true, true, 990, 70, 600)]
    [InlineData(false, false, 1, 300, 1500)]
    [InlineData(false, false, 20, 900, 700)]
    [InlineData(true, false, 9, 1001, 600)]
    [InlineData(true, false, 300, 9, 700)]
    [InlineData(true, true, 2, 500, 1030)]
    public void Blocks_continue_the_same_chains(bool transposeA, bool transposeB, int m, int n, int k)
    {
        foreach (bool accumulate in new[] { false, true })
        {
            var product = new GemmCase(transposeA, transposeB, m, n, k, accumulate, padding: 3, offset: 1);
            float[] expected = product.Expected();
            foreach (GemmKernel kernel in Kernels)
            {
                GemmCase.AssertSameBits(expected, product.Actual(_pool, kernel), product + " " + kernel);
                GemmCase.AssertSameBits(expected, product.Actual(_pool, kernel, packed: true), product + " packed " + kernel);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Threads_change_no_bit(int threads)
    {
        using var pool = new WorkerPool(threads);
        foreach ((int m, int n, int k) in new[] { (1, 700, 256), (8, 704, 300), (130, 8, 256), (257, 257, 257), (600, 100, 40) })
        {
            foreach (bool packed in new[] { false, true })
            {
                var product = new GemmCase(false, true, m, n, k, accumulate: true);
                GemmCase.AssertSameBits(product.Expected(), product.Actual(pool, GemmKernel.Best, packed), $"{product}, {threads} threads");
            }
        }
    }

    [Fact]
    public void Empty_products_overwrite_or_keep_c()
    {
        foreach ((int m, int n, int k) in new[] { (0, 3, 4), (3, 0, 4), (3, 4, 0), (0, 0, 0) })
        {
            foreach (bool accumulate in new[] { false, true })
            {
                var product = new GemmCase(false, false, m, n, k, accumulate, padding: 1);
                GemmCase.AssertSameBits(product.Expected(), product.Actual(_pool, GemmKernel.Best), product.ToString());
                GemmCase.AssertSameBits(product.Expected(), product.Actual(_pool, GemmKernel.Best, packed: true), product.ToString());
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Not_a_number_and_infinity_reach_exactly_their_rows_and_columns(float special)
    {
        foreach (GemmKernel kernel in Kernels)
        {
            var product = new GemmCase(false, false, 40, 70, 50, accumulate: true);
            product.A[17 * product.Lda + 20] = special;
            product.B[30 * product.Ldb + 66] = special;
            float[] expected = product.Expected();
            Assert.Equal(70 + 40 - 1, expected.Count(value => !float.IsFinite(value)));
            GemmCase.AssertSameBits(expected, product.Actual(_pool, kernel), product.ToString());
        }
    }

    [Fact]
    public unsafe void A_row_does_not_depend_on_the_rows_beside_it()
    {
        var batch = new GemmCase(false, true, 33, 100, 300, accumulate: false);
        float[] together = batch.Actual(_pool, GemmKernel.Best);
        for (int i = 0; i < batch.M; i++)
        {
            float[] alone = new float[batch.N];
            fixed (float* a = batch.A, b = batch.B, c = alone)
                Gemm.Run(_pool, false, true, 1, batch.N, batch.K, a + i * batch.Lda, batch.Lda, b, batch.Ldb, false, c, batch.N);
            GemmCase.AssertSameBits(together.AsSpan(i * batch.Ldc, batch.N).ToArray(), alone, $"row {i}");
        }
    }
}
