using System.Buffers.Binary;

namespace Attune.Models;

/// <summary>
/// IQ4_XS, to read: 256 numbers of 4 bits that index the table of IQ4_NL, in 8 stretches of 32 with 6-bit scales.
/// [d, 16 bits of high pairs, 4 bytes of low nibbles, 128 bytes]: x = d (scale - 32) table[q].
/// </summary>
internal static class IQ4ExtraSmall
{
    private const int Length = 256, Bytes = 136, Low = 4, Numbers = 8;

    public static BlockFormat Format { get; } = new("IQ4_XS", 23, Length, Bytes, Dequantize);

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var d = BlockMath.Half(source);
            var high = BinaryPrimitives.ReadUInt16LittleEndian(source[2..]);
            for (var j = 0; j < 8; j++)
            {
                var scale = (source[Low + (j / 2)] >> (j % 2 * 4) & 15) | ((high >> (2 * j) & 3) << 4);
                var step = d * (scale - 32);
                var numbers = source.Slice(Numbers + (j * 16), 16);
                for (var i = 0; i < 16; i++)
                {
                    destination[(j * 32) + i] = step * IQ4Nonlinear.Table[numbers[i] & 15];
                    destination[(j * 32) + 16 + i] = step * IQ4Nonlinear.Table[numbers[i] >> 4];
                }
            }
        }
    }
}
