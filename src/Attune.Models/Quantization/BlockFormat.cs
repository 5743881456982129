using Attune.Tensors;

namespace Attune.Models;

/// <summary>Packs numbers; the source is whole blocks.</summary>
internal delegate void BlockQuantizer(ReadOnlySpan<float> source, Span<byte> destination);

/// <summary>Unpacks numbers; the source is whole blocks.</summary>
internal delegate void BlockDequantizer(ReadOnlySpan<byte> source, Span<float> destination);

/// <summary>Keeps a matrix in memory as its file has it; null where its numbers cannot be.</summary>
internal delegate IStoredMatrix? BlockInterleaver(Shape shape, BlockRow rows);

/// <summary>
/// A way in which GGUF files store rows of numbers: in blocks of a few numbers that share a scale. A row is whole blocks.
/// Bytes and numbers are those of ggml, to the bit.
/// </summary>
public sealed class BlockFormat
{
    private readonly BlockDequantizer _dequantize;
    private readonly BlockQuantizer? _quantize;

    internal BlockFormat(string name, uint type, int length, int bytes, BlockDequantizer dequantize, BlockQuantizer? quantize = null)
    {
        Name = name;
        Type = type;
        BlockLength = length;
        BlockBytes = bytes;
        _dequantize = dequantize;
        _quantize = quantize;
    }

    /// <summary>The name that ggml gives it, such as <c>Q4_K</c>.</summary>
    public string Name { get; }

    /// <summary>Numbers in a block.</summary>
    public int BlockLength { get; }

    /// <summary>Bytes of a block.</summary>
    public int BlockBytes { get; }

    /// <summary>Whether numbers can be packed into it here; all can be unpacked.</summary>
    public bool CanQuantize => _quantize is not null;

    /// <summary>Bits of a number, its share of the scales included.</summary>
    public double BitsPerNumber => 8.0 * BlockBytes / BlockLength;

    /// <summary>Keeps a matrix in this form in memory; null where only floats are kept.</summary>
    internal BlockInterleaver? Interleave { get; init; }

    /// <summary>Keeps a matrix whose products round activations to 8 bits; null where there are none in this form.</summary>
    internal BlockInterleaver? InterleaveRounding { get; init; }

    /// <summary>The number of the type in files.</summary>
    internal uint Type { get; }

    /// <summary>Bytes of so many numbers.</summary>
    /// <param name="count">Whole blocks of numbers.</param>
    /// <exception cref="ArgumentException">It is not whole blocks.</exception>
    public long BytesOf(long count) => count % BlockLength == 0
        ? count / BlockLength * BlockBytes
        : throw new ArgumentException($"{Name} holds blocks of {BlockLength} numbers; {count} are not whole blocks.", nameof(count));

    /// <summary>Packs numbers.</summary>
    /// <param name="source">Whole blocks of numbers.</param>
    /// <param name="destination"><see cref="BytesOf"/> as many bytes.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <exception cref="InvalidOperationException">This format can only be read.</exception>
    public void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        if (destination.Length != BytesOf(source.Length))
            throw new ArgumentException($"{source.Length} numbers take {BytesOf(source.Length)} bytes of {Name}, not {destination.Length}.", nameof(destination));
        (_quantize ?? throw new InvalidOperationException($"{Name} can only be read."))(source, destination);
    }

    /// <summary>Unpacks numbers.</summary>
    /// <param name="source"><see cref="BytesOf"/> as many bytes.</param>
    /// <param name="destination">Whole blocks of numbers.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        if (source.Length != BytesOf(destination.Length))
            throw new ArgumentException($"{destination.Length} numbers take {BytesOf(destination.Length)} bytes of {Name}, not {source.Length}.", nameof(source));
        _dequantize(source, destination);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
