using System.Runtime.InteropServices;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>A tensor to be written to a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    private readonly Action<int, Span<byte>> _copy;

    private SafetensorsTensor(string name, StorageType type, IReadOnlyList<int> dimensions, Action<int, Span<byte>> copy)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Type = type;
        Dimensions = dimensions;
        _copy = copy;
        ElementCount = 1;
        foreach (var dimension in dimensions)
            ElementCount *= dimension;
    }

    /// <summary>Its name in the file.</summary>
    public string Name { get; }

    /// <summary>How its numbers are stored.</summary>
    public StorageType Type { get; }

    /// <summary>Its dimensions; none for a scalar.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>How many numbers it has.</summary>
    public long ElementCount { get; }

    /// <summary>Its size in bytes.</summary>
    public long ByteLength => ElementCount * StorageTypes.SizeOf(Type);

    /// <summary>A float32 tensor, narrowed while it is written if <paramref name="type"/> is F16 or BF16 (to nearest, ties to even).</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="tensor">The numbers; read when the file is written.</param>
    /// <param name="type">F32 (default), F16 or BF16.</param>
    public static SafetensorsTensor From(string name, Tensor tensor, StorageType type = StorageType.Float32)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var dimensions = new int[tensor.Shape.Rank];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = tensor.Shape[i];
        if (tensor.Stored is not null)
            return From(name, dimensions, tensor.ToArray(), type);
        var size = StorageTypes.SizeOf(type);
        return new SafetensorsTensor(name, type, dimensions, (element, bytes) =>
            Narrow(name, type, tensor.AsReadOnlySpan().Slice(element, bytes.Length / size), bytes));
    }

    /// <summary>Numbers in an array of their own, narrowed as above.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="dimensions">Its dimensions, whose product is the length of <paramref name="values"/>.</param>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="type">F32 (default), F16 or BF16.</param>
    public static SafetensorsTensor From(
        string name, IReadOnlyList<int> dimensions, ReadOnlyMemory<float> values, StorageType type = StorageType.Float32)
    {
        var size = StorageTypes.SizeOf(type);
        var tensor = new SafetensorsTensor(name, type, dimensions, (element, bytes) =>
            Narrow(name, type, values.Span.Slice(element, bytes.Length / size), bytes));
        return tensor.ElementCount == values.Length
            ? tensor
            : throw new ArgumentException($"{values.Length} numbers do not fill [{string.Join(", ", dimensions)}].", nameof(values));
    }

    /// <summary>Float32 numbers that lie elsewhere and are read piece by piece while the file is written.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="dimensions">Its dimensions.</param>
    /// <param name="read">Fills its span with the numbers from the one given on, counted from 0 through all dimensions.</param>
    public static SafetensorsTensor From(string name, IReadOnlyList<int> dimensions, Action<int, Span<float>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new SafetensorsTensor(name, StorageType.Float32, dimensions, (element, bytes) =>
        {
            if (BitConverter.IsLittleEndian)
            {
                read(element, MemoryMarshal.Cast<byte, float>(bytes));
                return;
            }

            var numbers = new float[bytes.Length / sizeof(float)];
            read(element, numbers);
            StorageConversion.FromSingle(StorageType.Float32, numbers, bytes);
        });
    }

    /// <summary>Bytes that are already as they lie in the file (little-endian).</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="type">How its numbers are stored.</param>
    /// <param name="dimensions">Its dimensions.</param>
    /// <param name="bytes">The bytes, exactly as many as type and dimensions ask for.</param>
    public static SafetensorsTensor FromBytes(
        string name, StorageType type, IReadOnlyList<int> dimensions, ReadOnlyMemory<byte> bytes)
    {
        var size = StorageTypes.SizeOf(type);
        var tensor = new SafetensorsTensor(name, type, dimensions, (element, destination) =>
            bytes.Span.Slice(element * size, destination.Length).CopyTo(destination));
        return tensor.ByteLength == bytes.Length
            ? tensor
            : throw new ArgumentException($"{bytes.Length} bytes do not fill [{string.Join(", ", dimensions)}].", nameof(bytes));
    }

    /// <exception cref="AttuneException">ATT4113: a finite number is beyond F16's range, and would become infinite.</exception>
    private static void Narrow(string name, StorageType type, ReadOnlySpan<float> values, Span<byte> bytes)
    {
        if (type == StorageType.Float16)
        {
            foreach (var value in values)
            {
                if (float.IsFinite(value) && Half.IsInfinity((Half)value))
                {
                    throw new AttuneException(
                        "ATT4113",
                        FormattableString.Invariant($"Tensor '{name}' holds {value}, which F16 (up to 65504) cannot hold."),
                        "Save the model as BF16 or F32.");
                }
            }
        }

        StorageConversion.FromSingle(type, values, bytes);
    }

    /// <summary>Writes the tensor's bytes piece by piece through a buffer.</summary>
    internal void WriteTo(Stream stream, byte[] buffer)
    {
        var size = StorageTypes.SizeOf(Type);
        var step = buffer.Length / size;
        for (var element = 0; element < ElementCount; element += step)
        {
            var piece = buffer.AsSpan(0, size * (int)Math.Min(step, ElementCount - element));
            _copy(element, piece);
            stream.Write(piece);
        }
    }
}
