using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Q8_0: sixteen scales, then the sixteen codes of each column.</summary>
internal readonly unsafe struct Q8ZeroForm : IInterleavedForm
{
    private const int SourceBytes = 34, Codes = 32;

    public static int BlockColumns => 32;

    public static int BlockBytes => Codes + (32 * 16);

    public static IInterleavedMatrix Matrix(Shape shape, BlockRow rows) =>
        new InterleavedMatrix<Q8ZeroForm>("Q8_0", default, shape, rows, SourceBytes);

    public void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block)
    {
        source[..2].CopyTo(block[(2 * lane)..]);
        for (var i = 0; i < BlockColumns; i++)
            block[Codes + (i * 16) + lane] = source[2 + i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Widen(byte* block, int column, int count, float* destination, nint stride)
    {
        var scale = InterleavedLanes.Halves(block);
        for (var codes = block + Codes; count > 0; count -= 4)
        {
            InterleavedLanes.Fetch(codes);
            (InterleavedLanes.Signed(codes) * scale).Store(destination);
            (InterleavedLanes.Signed(codes + 16) * scale).Store(destination + stride);
            (InterleavedLanes.Signed(codes + 32) * scale).Store(destination + (2 * stride));
            (InterleavedLanes.Signed(codes + 48) * scale).Store(destination + (3 * stride));
            codes += 64;
            destination += 4 * stride;
        }
    }
}
