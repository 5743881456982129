using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// A frozen matrix of four-bit codes in blocks along its rows, row after row (blocks run over row ends), as bitsandbytes
/// stores it: two codes a byte, the first in the high half. x = table[code] * scale of the block.
/// </summary>
public sealed class FourBitMatrix : IStoredMatrix
{
    /// <summary>Numbers that share a scale, unless said otherwise.</summary>
    public const int DefaultBlock = 64;

    private readonly byte[] _packed;
    private readonly BlockScales _scales;
    private readonly int _block;

    internal FourBitMatrix(FourBitType type, Shape shape, int block, byte[] packed, BlockScales scales)
    {
        (Type, Shape, _block, _packed, _scales) = (type, shape, block, packed, scales);
    }

    /// <summary>What codes stand for.</summary>
    public FourBitType Type { get; }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public string Format => Type == FourBitType.Nf4 ? "NF4" : "FP4";

    /// <inheritdoc/>
    public long ByteCount => _packed.Length + _scales.ByteCount;

    internal ReadOnlySpan<byte> Packed => _packed;

    internal BlockScales Scales => _scales;

    internal int Block => _block;

    /// <summary>Quantizes a matrix.</summary>
    /// <param name="type">What codes stand for.</param>
    /// <param name="shape">[rows, columns].</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="doubleQuantization">Whether scales are quantized too, which saves 0.37 bits a number.</param>
    /// <param name="block">Numbers that share a scale.</param>
    public static FourBitMatrix Quantize(
        FourBitType type, Shape shape, ReadOnlySpan<float> values, bool doubleQuantization = true, int block = DefaultBlock)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (values.Length != shape.ElementCount)
            throw new ArgumentException($"{shape} has {shape.ElementCount} numbers, not {values.Length}.", nameof(values));
        var scales = new float[Blockwise.BlocksOf(values.Length, block)];
        var packed = new byte[(values.Length + 1) / 2];
        var codes = new byte[block];
        for (var i = 0; i < scales.Length; i++)
        {
            var start = i * block;
            var count = Math.Min(block, values.Length - start);
            scales[i] = Blockwise.Quantize(values.Slice(start, count), block, type.Table, codes);
            for (var j = 0; j < count; j++)
                packed[(start + j) >> 1] |= (byte)(codes[j] << (((start + j) & 1) == 0 ? 4 : 0));
        }

        if (values.Length % 2 != 0)
            packed[^1] |= type.Table.Nearest(0);
        return new FourBitMatrix(type, shape, block, packed, doubleQuantization ? BlockScales.Double(scales) : new BlockScales(scales));
    }

    /// <inheritdoc/>
    public void Read(int row, int column, Span<float> destination)
    {
        var table = Type.Table.Values;
        var at = ((long)row * Shape[1]) + column;
        var done = 0;
        while (done < destination.Length)
        {
            var block = (int)(at / _block);
            var count = (int)Math.Min(destination.Length - done, ((long)(block + 1) * _block) - at);
            Widen(table, at, _scales[block], destination.Slice(done, count));
            at += count;
            done += count;
        }
    }

    /// <summary>The numbers again, row-major.</summary>
    public float[] ToArray()
    {
        var values = new float[Shape.ElementCount];
        Read(0, 0, values);
        return values;
    }

    private void Widen(ReadOnlySpan<float> table, long at, float scale, Span<float> destination)
    {
        var i = 0;
        if ((at & 1) != 0 && destination.Length > 0)
            destination[i++] = table[_packed[at >> 1] & 15] * scale;
        var pairs = (destination.Length - i) & ~1;
        FourBitWidening.Run(_packed.AsSpan((int)((at + i) >> 1)), table, scale, destination.Slice(i, pairs));
        i += pairs;
        if (i < destination.Length)
            destination[i] = table[_packed[(at + i) >> 1] >> 4] * scale;
    }
}
