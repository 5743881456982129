using System.Buffers.Binary;

namespace Attune.Models;

/// <summary>Q5_1: 32 numbers of 5 bits above a least one. [d, m, 32 fifth bits, 16 bytes; low nibbles first]: x = d q + m.</summary>
internal static class Q5One
{
    private const int Length = 32, Half = 16, Bytes = 24;

    public static BlockFormat Format { get; } = new("Q5_1", 7, Length, Bytes, Dequantize, Quantize);

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            var (least, greatest) = BlockMath.Range(source[..Length]);
            var scale = (greatest - least) / 31;
            var inverse = BlockMath.Inverse(scale);
            BlockMath.StoreHalf(destination, scale);
            BlockMath.StoreHalf(destination[2..], least);
            var fifth = 0u;
            for (var i = 0; i < Half; i++)
            {
                uint low = BlockMath.CutFrom(source[i], least, inverse, 31), high = BlockMath.CutFrom(source[Half + i], least, inverse, 31);
                destination[8 + i] = (byte)((low & 15) | ((high & 15) << 4));
                fifth |= (low >> 4 << i) | (high >> 4 << (Half + i));
            }

            BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], fifth);
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            float scale = BlockMath.Half(source), least = BlockMath.Half(source[2..]);
            var fifth = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
            for (var i = 0; i < Half; i++)
            {
                destination[i] = (((source[8 + i] & 15u) | ((fifth >> i & 1) << 4)) * scale) + least;
                destination[Half + i] = (((uint)(source[8 + i] >> 4) | ((fifth >> (Half + i) & 1) << 4)) * scale) + least;
            }
        }
    }
}
