using System.Runtime.InteropServices;
using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors.Tests;

/// <summary>One product with random operands between guard values, and what three plain loops make of it.</summary>
internal sealed class GemmCase
{
    const int Guard = 5;
    const float Untouched = 12345.678f;

    readonly float[] _a, _b, _before;

    public GemmCase(bool transposeA, bool transposeB, int m, int n, int k, bool accumulate, int padding = 0, int offset = 0, uint seed = 1)
    {
        (TransposeA, TransposeB, M, N, K, Accumulate, Offset) = (transposeA, transposeB, m, n, k, accumulate, offset);
        (Lda, Ldb, Ldc) = ((transposeA ? m : k) + padding, (transposeB ? k : n) + padding, n + padding);
        var random = new Random((int)seed);
        _a = Fill(random, offset + (transposeA ? k : m) * Lda);
        _b = Fill(random, offset + (transposeB ? n : k) * Ldb);
        _before = Fill(random, offset + m * Ldc + Guard);
        if (!accumulate) Array.Fill(_before, Untouched);
    }

    public bool TransposeA { get; }
    public bool TransposeB { get; }
    public int M { get; }
    public int N { get; }
    public int K { get; }
    public bool Accumulate { get; }
    public int Offset { get; }
    public int Lda { get; }
    public int Ldb { get; }
    public int Ldc { get; }
    public Span<float> A => _a.AsSpan(Offset);
    public Span<float> B => _b.AsSpan(Offset);

    public override string ToString() =>
        $"{(TransposeA ? 'T' : 'N')}{(TransposeB ? 'T' : 'N')} {M}x{N}x{K}{(Accumulate ? " +=" : "")} lda {Lda} ldb {Ldb} ldc {Ldc} offset {Offset}";

    public float[] Expected()
    {
        float[] result = (float[])_before.Clone();
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                ref float element = ref result[Offset + i * Ldc + j];
                float sum = Accumulate ? element : 0;
                for (int p = 0; p < K; p++)
                    sum = MathF.FusedMultiplyAdd(A[TransposeA ? p * Lda + i : i * Lda + p], B[TransposeB ? j * Ldb + p : p * Ldb + j], sum);
                element = sum;
            }
        }

        return result;
    }

    public unsafe float[] Actual(WorkerPool pool, GemmKernel kernel, bool packed = false)
    {
        float[] result = (float[])_before.Clone();
        fixed (float* a = _a, b = _b, c = result)
        {
            if (!packed)
            {
                Gemm.Run(pool, TransposeA, TransposeB, M, N, K, a + Offset, Lda, b + Offset, Ldb, Accumulate, c + Offset, Ldc, kernel);
                return result;
            }

            using var right = new PackedMatrix(pool, TransposeB, K, N, b + Offset, Ldb, kernel);
            Gemm.Run(pool, TransposeA, M, a + Offset, Lda, right, Accumulate, c + Offset, Ldc);
        }

        return result;
    }

    /// <summary>Every bit the same, guards between and after the rows included; one NaN is as good as another.</summary>
    public static void AssertSameBits(float[] expected, float[] actual, string what)
    {
        if (MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(actual))) return;
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]);
            Assert.True(same || (float.IsNaN(expected[i]) && float.IsNaN(actual[i])),
                $"{what}: element {i} is {actual[i]:R}, three plain loops give {expected[i]:R}");
        }
    }

    static float[] Fill(Random random, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.NextSingle() * 2 - 1;
        return values;
    }
}
