using System.Buffers.Binary;
using System.Text;

namespace Attune.Models;

/// <summary>Writes the numbers of a tensor, which must be as many bytes as its format and dimensions say.</summary>
internal delegate void GgufTensorContent(Stream stream);

/// <summary>Collects values and tensors of a GGUF file (version 3) and writes them; tensors are asked for their numbers one by one.</summary>
internal sealed class GgufWriter
{
    private readonly List<(string Key, object Value)> _values = [];
    private readonly List<(string Name, BlockFormat Format, long[] Dimensions, GgufTensorContent Content)> _tensors = [];

    /// <summary>Adds a value: a text, a flag, a number, or an array of one of these.</summary>
    public GgufWriter Add(string key, object value)
    {
        _values.Add((key, value));
        return this;
    }

    public bool Has(string key) => _values.Exists(entry => entry.Key == key);

    /// <param name="name">The tensor's name.</param>
    /// <param name="format">How it is stored.</param>
    /// <param name="dimensions">Rows before columns.</param>
    /// <param name="content">Writes the numbers.</param>
    public void Add(string name, BlockFormat format, IReadOnlyList<long> dimensions, GgufTensorContent content) =>
        _tensors.Add((name, format, [.. dimensions], content));

    /// <summary>Writes all of it.</summary>
    public void Write(Stream stream)
    {
        using var head = new MemoryStream();
        head.Write("GGUF"u8);
        Write(head, 3u);
        Write(head, (ulong)_tensors.Count);
        Write(head, (ulong)_values.Count);
        foreach (var (key, value) in _values)
        {
            Text(head, key);
            Value(head, value);
        }

        var offset = 0L;
        foreach (var (name, format, dimensions, _) in _tensors)
        {
            Text(head, name);
            Write(head, (uint)dimensions.Length);
            foreach (var dimension in dimensions.Reverse())
                Write(head, (ulong)dimension);
            Write(head, format.Type);
            Write(head, (ulong)offset);
            offset = GgufHead.Aligned(offset + Size(format, dimensions), GgufHead.DefaultAlignment);
        }

        head.WriteTo(stream);
        Pad(stream, head.Length);
        foreach (var (name, format, dimensions, content) in _tensors)
        {
            var start = stream.Position;
            content(stream);
            if (stream.Position - start != Size(format, dimensions))
                throw new InvalidOperationException($"'{name}' has {Size(format, dimensions)} bytes, not {stream.Position - start}.");
            Pad(stream, Size(format, dimensions));
        }
    }

    private static long Size(BlockFormat format, long[] dimensions) => format.BytesOf(dimensions.Aggregate(1L, (product, dimension) => product * dimension));

    private static void Pad(Stream stream, long length) =>
        stream.Write(stackalloc byte[(int)(GgufHead.Aligned(length, GgufHead.DefaultAlignment) - length)]);

    private static void Value(Stream stream, object value)
    {
        if (value is not Array list)
        {
            Write(stream, (uint)TypeOf(value.GetType()));
            Scalar(stream, value);
            return;
        }

        Write(stream, (uint)GgufValueType.List);
        Write(stream, (uint)TypeOf(list.GetType().GetElementType()!));
        Write(stream, (ulong)list.Length);
        foreach (var item in list)
            Scalar(stream, item!);
    }

    private static GgufValueType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => GgufValueType.UInt8,
        TypeCode.SByte => GgufValueType.Int8,
        TypeCode.UInt16 => GgufValueType.UInt16,
        TypeCode.Int16 => GgufValueType.Int16,
        TypeCode.UInt32 => GgufValueType.UInt32,
        TypeCode.Int32 => GgufValueType.Int32,
        TypeCode.Single => GgufValueType.Float32,
        TypeCode.Boolean => GgufValueType.Boolean,
        TypeCode.String => GgufValueType.Text,
        TypeCode.UInt64 => GgufValueType.UInt64,
        TypeCode.Int64 => GgufValueType.Int64,
        TypeCode.Double => GgufValueType.Float64,
        _ => throw new ArgumentException($"GGUF has no values of type {type.Name}.", nameof(type)),
    };

    private static void Scalar(Stream stream, object value)
    {
        Span<byte> bytes = stackalloc byte[8];
        switch (value)
        {
            case string text:
                Text(stream, text);
                return;
            case byte number:
                stream.WriteByte(number);
                return;
            case sbyte number:
                stream.WriteByte((byte)number);
                return;
            case bool flag:
                stream.WriteByte(flag ? (byte)1 : (byte)0);
                return;
            case float number:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, number);
                stream.Write(bytes[..4]);
                return;
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
                stream.Write(bytes);
                return;
            case ushort or short:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, value is short signed ? signed : (short)(ushort)value);
                stream.Write(bytes[..2]);
                return;
            case uint number:
                Write(stream, number);
                return;
            case int number:
                Write(stream, (uint)number);
                return;
            default:
                Write(stream, value is ulong number64 ? number64 : (ulong)(long)value);
                return;
        }
    }

    private static void Text(Stream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private static void Write(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Write(Stream stream, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }
}
