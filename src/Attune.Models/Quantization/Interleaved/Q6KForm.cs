using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Q6_K: sixteen factors, sixteen scales of each stretch of 16 columns; then for each stretch the low four bits, eight columns in
/// the 32 bits of a lane as those of Q4_K, and the high two bits, sixteen columns in those, four in each two bits of its bytes.
/// </summary>
internal readonly unsafe struct Q6KForm : IInterleavedForm
{
    /// <summary>Where scales and codes begin, and in a stretch's codes the high bits; what a stretch takes.</summary>
    public const int Scales = 32, Codes = Scales + 256, High = 128, StretchBytes = 192;

    private const int SourceBytes = 210, SourceHigh = 128, SourceScales = 192, SourceFactor = 208;

    public static int BlockColumns => 256;

    public static int BlockBytes => Codes + (16 * StretchBytes);

    public static IInterleavedMatrix Matrix(Shape shape, BlockRow rows) => Interleave(shape, rows);

    /// <summary>A matrix whose products round activations to 8 bits.</summary>
    public static IInterleavedMatrix RoundingMatrix(Shape shape, BlockRow rows) =>
        new RoundingMatrix<Q6KForm, Q6KProduct>(Interleave(shape, rows));

    private static InterleavedMatrix<Q6KForm> Interleave(Shape shape, BlockRow rows) =>
        new("Q6_K", default, shape, rows, SourceBytes);

    public void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block)
    {
        source.Slice(SourceFactor, 2).CopyTo(block[(2 * lane)..]);
        for (var j = 0; j < 16; j++)
            block[Scales + (j * 16) + lane] = source[SourceScales + j];
        for (var i = 0; i < BlockColumns; i++)
        {
            int half = i / 128, at = i % 128, within = i % 16;
            var low = source[(half * 64) + (at % 64)] >> (at / 64 * 4) & 15;
            var high = source[SourceHigh + (half * 32) + (at % 32)] >> (at / 32 * 2) & 3;
            var stretch = block.Slice(Codes + (i / 16 * StretchBytes), StretchBytes);
            stretch[(within / 8 * 64) + (lane * 4) + (within % 4)] |= (byte)(low << (within % 8 / 4 * 4));
            stretch[High + (lane * 4) + (within % 4)] |= (byte)(high << (within / 4 * 2));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Widen(byte* block, int column, int count, float* destination, nint stride)
    {
        var factor = InterleavedLanes.Halves(block);
        var scales = block + Scales + column;
        var codes = block + Codes + (column / 16 * StretchBytes);
        for (; count > 0; count -= 16, scales += 16, codes += StretchBytes)
        {
            var step = factor * InterleavedLanes.Signed(scales);
            InterleavedLanes.Fetch(codes);
            InterleavedLanes.Fetch(codes + 64);
            InterleavedLanes.Fetch(codes + 128);
            if (Vector512.IsHardwareAccelerated)
            {
                var pairs = Vector512.Load((int*)(codes + High));
                Eight(Vector512.Load((int*)codes), pairs, step, destination, stride);
                Eight(Vector512.Load((int*)(codes + 64)), pairs >>> 4, step, destination + (8 * stride), stride);
            }
            else
            {
                Half(codes, step.GetLower(), destination, stride);
                Half(codes + 32, step.GetUpper(), destination + 8, stride);
            }

            destination += 16 * stride;
        }
    }

    /// <summary>
    /// Sixteen columns of eight rows. Where 512 bits are two vectors, they are more operators than the JIT inlines into one method.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Half(byte* codes, Vector256<float> step, float* destination, nint stride)
    {
        var pairs = Vector256.Load((int*)(codes + High));
        for (var i = 0; i < 2; i++, codes += 64, pairs >>>= 4)
        {
            var low = Vector256.Load((int*)codes);
            for (var j = 0; j < 4; j++, destination += stride)
                One(low >>> (8 * j), pairs >>> (8 * j), step, destination);
            for (var j = 0; j < 4; j++, destination += stride)
                One(low >>> ((8 * j) + 4), pairs >>> ((8 * j) + 2), step, destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(Vector256<int> low, Vector256<int> high, Vector256<float> step, float* destination)
    {
        var code = (low & Vector256.Create(15)) | ((high & Vector256.Create(3)) << 4);
        (Vector256.ConvertToSingle(code - Vector256.Create(32)) * step).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(Vector512<int> low, Vector512<int> high, Vector512<float> step, float* destination, nint stride)
    {
        One(low, high, step, destination);
        One(low >>> 8, high >>> 8, step, destination + stride);
        One(low >>> 16, high >>> 16, step, destination + (2 * stride));
        One(low >>> 24, high >>> 24, step, destination + (3 * stride));
        destination += 4 * stride;
        One(low >>> 4, high >>> 2, step, destination);
        One(low >>> 12, high >>> 10, step, destination + stride);
        One(low >>> 20, high >>> 18, step, destination + (2 * stride));
        One(low >>> 28, high >>> 26, step, destination + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(Vector512<int> low, Vector512<int> high, Vector512<float> step, float* destination) =>
        ((InterleavedLanes.Nibbles(low) + InterleavedLanes.HighPairs(high)) * step).Store(destination);
}
