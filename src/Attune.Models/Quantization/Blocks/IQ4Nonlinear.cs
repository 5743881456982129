namespace Attune.Models;

/// <summary>IQ4_NL, to read: 32 numbers of 4 bits that index a table. [d, 16 bytes; low nibbles first]: x = d table[q].</summary>
internal static class IQ4Nonlinear
{
    private const int Length = 32, Half = 16, Bytes = 18;

    public static BlockFormat Format { get; } = new("IQ4_NL", 20, Length, Bytes, Dequantize);

    public static ReadOnlySpan<sbyte> Table => [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var scale = BlockMath.Half(source);
            for (var i = 0; i < Half; i++)
            {
                destination[i] = scale * Table[source[2 + i] & 15];
                destination[Half + i] = scale * Table[source[2 + i] >> 4];
            }
        }
    }
}
