using System.Buffers.Binary;
using Attune.Tensors;

namespace Attune.Models.Tests.Quantization;

/// <summary>A column of a block: its weight is d scale code - dmin minimum.</summary>
internal readonly record struct Level(int Scale, int Code, int Minimum);

/// <summary>A matrix in a file's bytes, read here column by column, and what products make of it.</summary>
internal sealed class QuantizedWeights
{
    private readonly BlockFormat _format;
    private readonly byte[] _bytes;

    public QuantizedWeights(string name, int outputs, int inputs, Action<string, byte[]>? fill = null)
    {
        _format = BlockFormats.Find(name)!;
        (Outputs, Inputs, Block) = (outputs, inputs, _format.BlockLength);
        _bytes = new byte[_format.BytesOf((long)outputs * inputs)];
        (fill ?? Draw)(name, _bytes);
        Widened = new float[outputs * inputs];
        _format.Dequantize(_bytes, Widened);
        var rowBytes = (int)_format.BytesOf(inputs);
        Rounding = _format.InterleaveRounding!(new Shape(outputs, inputs), row => _bytes.AsSpan(row * rowBytes, rowBytes))!;
    }

    public int Outputs { get; }

    public int Inputs { get; }

    /// <summary>Columns of a block.</summary>
    public int Block { get; }

    public float[] Widened { get; }

    public IStoredMatrix Rounding { get; }

    /// <summary>What a weight is made of, both parts with the sign of plus.</summary>
    public double Size(int output, int column)
    {
        var block = BlockAt(output, column / Block);
        var level = LevelOf(block, column % Block);
        return Math.Abs((double)Factor(block) * level.Scale * level.Code) + Math.Abs((double)MinimumFactor(block) * level.Minimum);
    }

    /// <summary>The bytes of a block.</summary>
    public ReadOnlySpan<byte> BlockAt(int output, int block) => _bytes.AsSpan(((output * Inputs / Block) + block) * _format.BlockBytes, _format.BlockBytes);

    public float Factor(ReadOnlySpan<byte> block) =>
        (float)BinaryPrimitives.ReadHalfLittleEndian(_format.Name == "Q6_K" ? block[208..] : block);

    public float MinimumFactor(ReadOnlySpan<byte> block) => _format.Name == "Q4_K" ? (float)BinaryPrimitives.ReadHalfLittleEndian(block[2..]) : 0;

    public Level LevelOf(ReadOnlySpan<byte> block, int column) => _format.Name switch
    {
        "Q8_0" => new Level(1, (sbyte)block[2 + column], 0),
        "Q4_K" => FourBits(block, column),
        _ => SixBits(block, column),
    };

    private static Level FourBits(ReadOnlySpan<byte> block, int column)
    {
        var stretch = column / 32;
        var packed = block[4..16];
        var (scale, minimum) = stretch < 4
            ? (packed[stretch] & 63, packed[stretch + 4] & 63)
            : ((packed[stretch + 4] & 15) | (packed[stretch - 4] >> 6 << 4), (packed[stretch + 4] >> 4) | (packed[stretch] >> 6 << 4));
        var both = block[16 + (column / 64 * 32) + (column % 32)];
        return new Level(scale, stretch % 2 == 0 ? both & 15 : both >> 4, minimum);
    }

    private static Level SixBits(ReadOnlySpan<byte> block, int column)
    {
        var (half, within) = (column / 128, column % 128);
        var low = block[(half * 64) + (within % 64)] >> (within / 64 * 4) & 15;
        var high = block[128 + (half * 32) + (within % 32)] >> (within / 32 * 2) & 3;
        return new Level((sbyte)block[192 + (column / 16)], (low | (high << 4)) - 32, 0);
    }

    private void Draw(string name, byte[] bytes)
    {
        var random = new Random(7);
        float[] numbers = [.. Enumerable.Range(0, Outputs * Inputs).Select(_ => (random.NextSingle() - 0.4f) * 0.05f * (random.NextSingle() < 0.01f ? 0.001f : 1))];
        _format.Quantize(numbers, bytes);
    }

    /// <summary>Every other row of blocks has all bits set but those of the factors, the others codes of the most negative numbers.</summary>
    public static void Extremes(string name, byte[] bytes)
    {
        var format = BlockFormats.Find(name)!;
        for (var at = 0; at < bytes.Length; at += format.BlockBytes)
        {
            var block = bytes.AsSpan(at, format.BlockBytes);
            var even = at / format.BlockBytes % 2 == 0;
            block.Fill(name == "Q8_0" ? (byte)(even ? 127 : 128) : (byte)(even ? 255 : 0));
            if (name == "Q6_K")
                block[192..208].Fill((byte)(even ? 127 : 128));
            BinaryPrimitives.WriteHalfLittleEndian(name == "Q6_K" ? block[208..] : block, (Half)0.01f);
            if (name == "Q4_K")
                BinaryPrimitives.WriteHalfLittleEndian(block[2..], (Half)0.01f);
        }
    }
}
