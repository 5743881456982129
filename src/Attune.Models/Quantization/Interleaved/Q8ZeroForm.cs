using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Q8_0: sixteen scales, then four columns in the 32 bits of a lane.</summary>
internal readonly unsafe struct Q8ZeroForm : IInterleavedForm
{
    /// <summary>Where a block's codes begin, behind its scales.</summary>
    public const int Codes = 32;

    private const int SourceBytes = 34;

    public static int BlockColumns => 32;

    public static int BlockBytes => Codes + (32 * 16);

    public static IInterleavedMatrix Matrix(Shape shape, BlockRow rows) =>
        new FusedMatrix<Q8ZeroForm, BlockProduct<Q8ZeroBlock>>(Interleave(shape, rows), 1);

    /// <summary>A matrix whose products round activations to 8 bits.</summary>
    public static IInterleavedMatrix RoundingMatrix(Shape shape, BlockRow rows) =>
        new RoundingMatrix<Q8ZeroForm, Q8ZeroProduct>(Interleave(shape, rows));

    private static InterleavedMatrix<Q8ZeroForm> Interleave(Shape shape, BlockRow rows) =>
        new("Q8_0", default, shape, rows, SourceBytes);

    public void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block)
    {
        source[..2].CopyTo(block[(2 * lane)..]);
        for (var i = 0; i < BlockColumns; i++)
            block[Codes + (i / 4 * 64) + (lane * 4) + (i % 4)] = source[2 + i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Widen(byte* block, int column, int count, float* destination, nint stride)
    {
        var scale = InterleavedLanes.Halves(block);
        for (var codes = block + Codes; count > 0; count -= 4, codes += 64, destination += 4 * stride)
        {
            InterleavedLanes.Fetch(codes);
            var four = Vector512.Load((int*)codes);
            (Vector512.ConvertToSingle(four << 24 >> 24) * scale).Store(destination);
            (Vector512.ConvertToSingle(four << 16 >> 24) * scale).Store(destination + stride);
            (Vector512.ConvertToSingle(four << 8 >> 24) * scale).Store(destination + (2 * stride));
            (Vector512.ConvertToSingle(four >> 24) * scale).Store(destination + (3 * stride));
        }
    }
}
