using System.Buffers.Binary;

namespace Attune.Models;

/// <summary>Q8_K: 256 numbers of 8 bits with a float32 scale; ggml's form of activations beside K weights. [d, 256 q, 16 sums of 16 numbers]: x = d q.</summary>
internal static class Q8K
{
    private const int Length = 256, Bytes = 292, Sums = 260;

    public static BlockFormat Format { get; } = new("Q8_K", 15, Length, Bytes, Dequantize, Quantize);

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            destination[..Bytes].Clear();
            var extreme = BlockMath.Extreme(source[..Length]);
            if (extreme == 0)
                continue;
            var inverse = -127f / extreme;
            BinaryPrimitives.WriteSingleLittleEndian(destination, 1 / inverse);
            for (var i = 0; i < Length; i++)
                destination[4 + i] = (byte)(sbyte)Math.Min(127, BlockMath.Nearest(inverse * source[i]));
            for (var j = 0; j < 16; j++)
            {
                var sum = 0;
                foreach (var value in destination.Slice(4 + (j * 16), 16))
                    sum += (sbyte)value;
                BinaryPrimitives.WriteInt16LittleEndian(destination[(Sums + (2 * j))..], (short)sum);
            }
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var scale = BinaryPrimitives.ReadSingleLittleEndian(source);
            for (var i = 0; i < Length; i++)
                destination[i] = scale * (sbyte)source[4 + i];
        }
    }
}
