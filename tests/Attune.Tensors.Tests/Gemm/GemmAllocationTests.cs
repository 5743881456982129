using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors.Tests;

/// <summary>Counts what the whole process allocates, so nothing may run beside it.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

[Collection(nameof(RunsAlone))]
public sealed class GemmAllocationTests
{
    const int Rounds = 200;
    const int SmallestObject = 24;
    const int Attempts = 100;

    [Theory]
    [InlineData(300, 300, 300)]
    [InlineData(3, 300, 300)]
    [InlineData(20, 600, 300)]
    [InlineData(300, 8, 300)]
    public unsafe void A_product_allocates_nothing_once_warm(int m, int n, int k)
    {
        using var pool = new WorkerPool(2);
        float[] a = new float[m * k], b = new float[n * k], result = new float[m * n];
        fixed (float* first = a, second = b, c = result)
        {
            Gemm.Run(pool, false, true, m, n, k, first, k, second, k, false, c, n);

            // The test runner and the runtime's own threads allocate now and then, but not in every attempt;
            // one object per product would show in each.
            long least = long.MaxValue;
            for (int attempt = 0; attempt < Attempts && least >= Rounds * SmallestObject; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                for (int i = 0; i < Rounds; i++) Gemm.Run(pool, false, true, m, n, k, first, k, second, k, false, c, n);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            Assert.InRange(least, 0, Rounds * SmallestObject - 1);
        }
    }
}
