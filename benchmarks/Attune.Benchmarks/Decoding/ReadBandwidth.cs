using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Attune.Tensors.Backends.Cpu;

namespace Attune.Benchmarks.Decoding;

/// <summary>How fast all threads together read memory that does not fit into the caches of a core.</summary>
internal static unsafe class ReadBandwidth
{
    private const long Bytes = 384L << 20;
    private const int Pieces = 96;

    /// <summary>10^9 bytes a second, the best of several passes.</summary>
    public static double Measure(int threads)
    {
        using var pool = new WorkerPool(threads);
        byte* data = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, 4096);
        new Span<byte>(data, int.MaxValue < Bytes ? int.MaxValue : (int)Bytes).Fill(1);
        double best = 0;
        long[] sums = new long[Pieces];
        for (int i = 0; i < 12; i++)
        {
            long start = Stopwatch.GetTimestamp();
            pool.Run(Pieces, piece => sums[piece] += Sum(data + (Bytes / Pieces * piece), Bytes / Pieces));
            best = Math.Max(best, Bytes / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        NativeMemory.AlignedFree(data);
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Sum(byte* from, long count)
    {
        Vector512<long> a = default, b = default, c = default, d = default;
        for (byte* end = from + count; from < end; from += 256)
        {
            a += Vector512.Load((long*)from);
            b += Vector512.Load((long*)(from + 64));
            c += Vector512.Load((long*)(from + 128));
            d += Vector512.Load((long*)(from + 192));
        }

        return Vector512.Sum(a + b + c + d);
    }
}
