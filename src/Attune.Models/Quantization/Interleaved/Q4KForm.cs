using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Q4_K: sixteen factors of each kind, sixteen scales and minimums of each stretch, then eight columns in the 32 bits of a
/// lane, four in the low halves of its bytes and four in the high ones. Products of scales, factors and codes have at most 21 bits,
/// so step * code - minimum is rounded once either way.
/// </summary>
internal readonly unsafe struct Q4KForm : IInterleavedForm
{
    /// <summary>Where the factors of the minimums, the scales of the stretches and the codes begin, and what a stretch's codes take.</summary>
    public const int Minimums = 32, Scales = 64, Codes = 320, StretchBytes = 256;

    private const int SourceBytes = 144, SourceCodes = 16;

    public static int BlockColumns => 256;

    public static int BlockBytes => Codes + (8 * StretchBytes);

    public static IInterleavedMatrix Matrix(Shape shape, BlockRow rows) =>
        new FusedMatrix<Q4KForm, BlockProduct<Q4KBlock>>(Interleave(shape, rows), 1);

    /// <summary>A matrix whose products round activations to 8 bits.</summary>
    public static IInterleavedMatrix RoundingMatrix(Shape shape, BlockRow rows) =>
        new RoundingMatrix<Q4KForm, Q4KProduct>(Interleave(shape, rows));

    private static InterleavedMatrix<Q4KForm> Interleave(Shape shape, BlockRow rows) =>
        new("Q4_K", default, shape, rows, SourceBytes);

    public void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block)
    {
        source[..2].CopyTo(block[(2 * lane)..]);
        source[2..4].CopyTo(block[(Minimums + (2 * lane))..]);
        for (var j = 0; j < ScaleAndMinimum.Stretches; j++)
        {
            var (scale, minimum) = ScaleAndMinimum.Unpack(source[4..], j);
            block[Scales + (j * 32) + lane] = (byte)scale;
            block[Scales + (j * 32) + 16 + lane] = (byte)minimum;
            var numbers = source.Slice(SourceCodes + (j / 2 * 32), 32);
            var to = block.Slice(Codes + (j * StretchBytes), StretchBytes);
            for (var i = 0; i < 32; i++)
            {
                var code = j % 2 == 0 ? numbers[i] & 15 : numbers[i] >> 4;
                to[(i / 8 * 64) + (lane * 4) + (i % 4)] |= (byte)(code << (i % 8 / 4 * 4));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Widen(byte* block, int column, int count, float* destination, nint stride)
    {
        Vector512<float> factor = InterleavedLanes.Halves(block), minimumFactor = InterleavedLanes.Halves(block + Minimums);
        var scales = block + Scales + column;
        var codes = block + Codes + (column / 32 * StretchBytes);
        for (; count > 0; count -= 32, scales += 32)
        {
            var step = factor * InterleavedLanes.Unsigned(scales);
            var below = -(minimumFactor * InterleavedLanes.Unsigned(scales + 16));
            for (var i = 0; i < 4; i++, codes += 64)
            {
                InterleavedLanes.Fetch(codes);
                var eight = Vector512.Load((int*)codes);
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight), step, below).Store(destination);
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 8), step, below).Store(destination + stride);
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 16), step, below).Store(destination + (2 * stride));
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 24), step, below).Store(destination + (3 * stride));
                destination += 4 * stride;
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 4), step, below).Store(destination);
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 12), step, below).Store(destination + stride);
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 20), step, below).Store(destination + (2 * stride));
                Vector512.FusedMultiplyAdd(InterleavedLanes.Nibbles(eight >>> 28), step, below).Store(destination + (3 * stride));
                destination += 4 * stride;
            }
        }
    }
}
