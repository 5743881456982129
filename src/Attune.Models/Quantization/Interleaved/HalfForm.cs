using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// F16: two columns in 32 bits. Numbers are kept 2^10 times as large where all have room for it, which makes every one of them
/// normal: widening is then two moves of bits and a product, and never meets a denormal number, which is slow.
/// </summary>
internal readonly unsafe struct HalfForm : IInterleavedForm
{
    private const float Enlarged = 1024, Most = 63;

    /// <summary>2^112: what the exponents of 16 and of 32 bits differ by.</summary>
    private const float Exponents = 5.192296858534828e+33f;

    private readonly float _enlarged;

    private HalfForm(float enlarged) => _enlarged = enlarged;

    public static int BlockColumns => 32;

    public static int BlockBytes => 32 * 2 * 16;

    /// <summary>Makes a matrix; null where a number is not finite.</summary>
    public static IFusedMatrix? Matrix(Shape shape, BlockRow rows)
    {
        var largest = 0;
        for (var row = 0; row < shape[0]; row++)
        {
            var source = rows(row);
            for (var i = 0; i < source.Length; i += 2)
                largest = Math.Max(largest, BinaryPrimitives.ReadUInt16LittleEndian(source[i..]) & 0x7fff);
        }

        if (largest >= 0x7c00)
            return null;
        var form = new HalfForm(largest <= BitConverter.HalfToUInt16Bits((Half)Most) ? Enlarged : 1);
        var matrix = new InterleavedMatrix<HalfForm>("F16", form, shape, rows, BlockColumns * 2);
        return new FusedMatrix<HalfForm, HalfProduct<HalfBits>>(matrix, Exponents / form._enlarged);
    }

    public void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block)
    {
        for (var i = 0; i < source.Length / 2; i++)
        {
            var number = (Half)((float)BinaryPrimitives.ReadHalfLittleEndian(source[(2 * i)..]) * _enlarged);
            BinaryPrimitives.WriteHalfLittleEndian(block[((i / 2 * 64) + (lane * 4) + (i % 2 * 2))..], number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Widen(byte* block, int column, int count, float* destination, nint stride)
    {
        var kept = Vector512.Create(unchecked((int)0x8fffe000));
        var factor = Vector512.Create(Exponents / _enlarged);
        block += column / 2 * 64;
        for (; count >= 2; count -= 2)
        {
            InterleavedLanes.Fetch(block);
            var both = Vector512.Load((int*)block);
            ((((both << 16) >> 3) & kept).AsSingle() * factor).Store(destination);
            (((both >> 3) & kept).AsSingle() * factor).Store(destination + stride);
            block += 64;
            destination += 2 * stride;
        }

        if (count > 0)
            ((((Vector512.Load((int*)block) << 16) >> 3) & kept).AsSingle() * factor).Store(destination);
    }
}
