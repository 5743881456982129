using System.Runtime.InteropServices;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>A frozen matrix of 16-bit floats, as weight files hold it: half the memory of float32, and no loss.</summary>
public sealed class HalfMatrix : IStoredMatrix
{
    private readonly byte[] _bytes;
    private readonly StorageType _type;

    private HalfMatrix(StorageType type, Shape shape, byte[] bytes) => (_type, Shape, _bytes) = (type, shape, bytes);

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public string Format => StorageTypes.NameOf(_type);

    /// <inheritdoc/>
    public long ByteCount => _bytes.Length;

    /// <summary>Stores a matrix, rounded to nearest, ties to even.</summary>
    /// <param name="type"><see cref="StorageType.BFloat16"/> or <see cref="StorageType.Float16"/>.</param>
    /// <param name="shape">[rows, columns].</param>
    /// <param name="values">The numbers, row-major.</param>
    public static HalfMatrix From(StorageType type, Shape shape, ReadOnlySpan<float> values)
    {
        if (type is not (StorageType.BFloat16 or StorageType.Float16))
            throw new ArgumentException("Only 16-bit floats are kept so.", nameof(type));
        if (values.Length != shape.ElementCount)
            throw new ArgumentException($"{shape} has {shape.ElementCount} numbers, not {values.Length}.", nameof(values));
        var bytes = new byte[checked(2 * values.Length)];
        StorageConversion.FromSingle(type, values, bytes);
        return new HalfMatrix(type, shape, bytes);
    }

    /// <inheritdoc/>
    public void Read(int row, int column, Span<float> destination)
    {
        var source = _bytes.AsSpan(2 * ((row * Shape[1]) + column), 2 * destination.Length);
        if (_type == StorageType.BFloat16 && BitConverter.IsLittleEndian)
            HalfWidening.BFloat16(MemoryMarshal.Cast<byte, ushort>(source), destination);
        else
            StorageConversion.ToSingle(_type, source, destination);
    }
}
