using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>BF16: two columns in 32 bits, the upper halves of floats.</summary>
internal readonly unsafe struct BFloatForm : IInterleavedForm
{
    public static int BlockColumns => 32;

    public static int BlockBytes => 32 * 2 * 16;

    public static IFusedMatrix Matrix(Shape shape, BlockRow rows) =>
        new FusedMatrix<BFloatForm, HalfProduct<BFloatBits>>(new InterleavedMatrix<BFloatForm>("BF16", default, shape, rows, BlockColumns * 2), 1);

    public void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block)
    {
        for (var i = 0; i < source.Length / 2; i++)
        {
            var place = (i / 2 * 64) + (lane * 4) + (i % 2 * 2);
            (block[place], block[place + 1]) = (source[2 * i], source[(2 * i) + 1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Widen(byte* block, int column, int count, float* destination, nint stride)
    {
        var upper = Vector512.Create(unchecked((int)0xffff0000));
        block += column / 2 * 64;
        for (; count >= 2; count -= 2)
        {
            InterleavedLanes.Fetch(block);
            var both = Vector512.Load((int*)block);
            (both << 16).AsSingle().Store(destination);
            (both & upper).AsSingle().Store(destination + stride);
            block += 64;
            destination += 2 * stride;
        }

        if (count > 0)
            (Vector512.Load((int*)block) << 16).AsSingle().Store(destination);
    }
}
