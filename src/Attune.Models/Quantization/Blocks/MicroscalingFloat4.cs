namespace Attune.Models;

/// <summary>MXFP4, to read: 32 four-bit floats (E2M1) with a power of two as scale. [exponent, 16 bytes; low nibbles first].</summary>
internal static class MicroscalingFloat4
{
    private const int Length = 32, Half = 16, Bytes = 17;

    public static BlockFormat Format { get; } = new("MXFP4", 39, Length, Bytes, Dequantize);

    /// <summary>Twice the values of E2M1, so that they are whole.</summary>
    private static ReadOnlySpan<sbyte> Doubled => [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12];

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var scale = MathF.ScaleB(1, source[0] - 128); // half of 2^(e - 127)
            for (var i = 0; i < Half; i++)
            {
                destination[i] = scale * Doubled[source[1 + i] & 15];
                destination[Half + i] = scale * Doubled[source[1 + i] >> 4];
            }
        }
    }
}
