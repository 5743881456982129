using System.Buffers.Binary;

namespace Attune.Models;

/// <summary>Q5_0: 32 numbers of 5 bits around zero. [d, 32 fifth bits, 16 bytes; low nibbles first]: x = d (q - 16).</summary>
internal static class Q5Zero
{
    private const int Length = 32, Half = 16, Bytes = 22;

    public static BlockFormat Format { get; } = new("Q5_0", 6, Length, Bytes, Dequantize, Quantize);

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            var scale = BlockMath.Extreme(source[..Length]) / -16;
            var inverse = BlockMath.Inverse(scale);
            BlockMath.StoreHalf(destination, scale);
            var fifth = 0u;
            for (var i = 0; i < Half; i++)
            {
                uint low = BlockMath.Cut(source[i], inverse, 16.5, 31), high = BlockMath.Cut(source[Half + i], inverse, 16.5, 31);
                destination[6 + i] = (byte)((low & 15) | ((high & 15) << 4));
                fifth |= (low >> 4 << i) | (high >> 4 << (Half + i));
            }

            BinaryPrimitives.WriteUInt32LittleEndian(destination[2..], fifth);
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var scale = BlockMath.Half(source);
            var fifth = BinaryPrimitives.ReadUInt32LittleEndian(source[2..]);
            for (var i = 0; i < Half; i++)
            {
                destination[i] = ((int)((source[6 + i] & 15u) | ((fifth >> i & 1) << 4)) - 16) * scale;
                destination[Half + i] = ((int)((uint)(source[6 + i] >> 4) | ((fifth >> (Half + i) & 1) << 4)) - 16) * scale;
            }
        }
    }
}
