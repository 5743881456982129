using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

internal readonly unsafe struct RotaryKernel(
    Tensor x, RotaryTable table, int[] positions, int heads, bool inverse, Destination y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = x.Columns, half = table.HeadDimension / 2, size = columns / heads, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(x.Rows, (piece + 1) * perPiece);
        fixed (float* cosines = table.Cosines, sines = table.Sines)
        {
            for (int t = piece * perPiece; t < end; t++)
            {
                nint row = (nint)t * columns, angles = (nint)positions[t] * half;
                for (int h = 0; h < heads; h++, row += size)
                {
                    Head(x.Singles() + row, y.Tensor.Singles() + row, cosines + angles, sines + angles, half);
                    if (2 * half < size)
                        Rest(x.Singles() + row + (2 * half), y.Tensor.Singles() + row + (2 * half), size - (2 * half));
                }
            }
        }
    }

    /// <summary>Channels that are not rotated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rest(float* input, float* output, int count)
    {
        for (int i = 0; i < count; i += Vectors.Lanes)
        {
            var value = Vector512.Load(input + i);
            Vectors.Store(y.Accumulate ? value + Vector512.Load(output + i) : value, output + i, count - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Head(float* input, float* output, float* cosines, float* sines, int half)
    {
        for (int i = 0; i < half; i += Vectors.Lanes)
        {
            var cosine = Vector512.Load(cosines + i);
            var sine = Vector512.Load(sines + i);
            if (inverse)
                sine = -sine;
            var a = Vector512.Load(input + i);
            var b = Vector512.Load(input + half + i);
            var first = Vector512.FusedMultiplyAdd(b, -sine, a * cosine);
            var second = Vector512.FusedMultiplyAdd(a, sine, b * cosine);
            if (y.Accumulate)
            {
                first += Vector512.Load(output + i);
                second += Vector512.Load(output + half + i);
            }

            Vectors.Store(first, output + i, half - i);
            Vectors.Store(second, output + half + i, half - i);
        }
    }
}
