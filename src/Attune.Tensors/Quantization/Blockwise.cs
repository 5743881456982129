namespace Attune.Tensors;

/// <summary>Numbers as codes of a table, in blocks that share their largest magnitude (block-wise quantization as bitsandbytes does it).</summary>
public static class Blockwise
{
    private const float Least = 1e-38f;

    /// <summary>How many blocks so many numbers have; the last one may be short.</summary>
    public static int BlocksOf(long count, int block) => checked((int)((count + block - 1) / block));

    /// <summary>The code of each number of one block.</summary>
    /// <param name="x">The numbers; fewer than a whole block only at the end.</param>
    /// <param name="block">Numbers in a whole block.</param>
    /// <param name="table">What codes stand for.</param>
    /// <param name="codes">As many codes.</param>
    /// <returns>The largest magnitude, which codes are multiplied by. A whole block of zeros has 0, a short one 1e-38.</returns>
    public static float Quantize(ReadOnlySpan<float> x, int block, CodeTable table, Span<byte> codes)
    {
        float largest = 0;
        foreach (float value in x)
            largest = MathF.Max(largest, MathF.Abs(value));
        if (x.Length == block)
        {
            float inverse = 1 / MathF.Max(largest, Least);
            for (int i = 0; i < x.Length; i++)
                codes[i] = table.Nearest(Math.Clamp(x[i] * inverse, -1, 1));
            return largest;
        }

        largest = MathF.Max(largest, Least);
        for (int i = 0; i < x.Length; i++)
            codes[i] = table.Nearest(Math.Clamp(x[i] / largest, -1, 1));
        return largest;
    }

    /// <summary>Quantizes all blocks, a byte for each number.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="block">Numbers in a block.</param>
    /// <param name="table">What codes stand for.</param>
    /// <param name="codes">As many codes.</param>
    /// <param name="largest">The largest magnitude of each block (<see cref="BlocksOf"/>).</param>
    public static void Quantize(ReadOnlySpan<float> x, int block, CodeTable table, Span<byte> codes, Span<float> largest)
    {
        for (int i = 0; i * (long)block < x.Length; i++)
        {
            int start = i * block, count = Math.Min(block, x.Length - start);
            largest[i] = Quantize(x.Slice(start, count), block, table, codes.Slice(start, count));
        }
    }

    /// <summary>The numbers again.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="largest">The largest magnitude of each block.</param>
    /// <param name="block">Numbers in a block.</param>
    /// <param name="table">What codes stand for.</param>
    /// <param name="x">As many numbers.</param>
    public static void Dequantize(ReadOnlySpan<byte> codes, ReadOnlySpan<float> largest, int block, CodeTable table, Span<float> x)
    {
        var values = table.Values;
        for (int i = 0; i < codes.Length; i++)
            x[i] = values[codes[i]] * largest[i / block];
    }
}
