using System.Buffers.Binary;
using System.Text;

namespace Attune.Models;

/// <summary>Reads the head of a GGUF file from front to back. Every length and count is held against the bytes that are left.</summary>
internal sealed unsafe class GgufCursor(byte* data, long length)
{
    private static readonly int[] Sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public long Position { get; private set; }

    public long Remaining => length - Position;

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A number of things that follow.</summary>
    /// <param name="what">Their name.</param>
    /// <param name="least">Bytes that each has at least.</param>
    public int Count(string what, int least)
    {
        var count = UInt64();
        return count <= (ulong)(Remaining / least) && count <= int.MaxValue / 2
            ? (int)count
            : throw new FormatException($"it announces {count} {what}, more than its {Remaining} remaining bytes can hold");
    }

    /// <summary>A name, which must be UTF-8.</summary>
    public string Name(string what)
    {
        try
        {
            return Strict.GetString(Take(Count($"bytes of a {what}", 1)));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException($"a {what} is not UTF-8");
        }
    }

    /// <summary>A text; bytes that are not UTF-8 are replaced, as texts may hold tokens that are parts of characters.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Count("bytes of a text", 1)));

    public GgufValueType Type(string key)
    {
        var type = UInt32();
        return type <= (uint)GgufValueType.Float64 ? (GgufValueType)type : throw new FormatException($"the value of '{key}' has the unknown type {type}");
    }

    /// <summary>A value in the type that the file gives it, a list as an array.</summary>
    public object Value(string key, GgufValueType type)
    {
        switch (type)
        {
            case GgufValueType.Text:
                return Text();
            case GgufValueType.List:
                var items = Type(key);
                if (items == GgufValueType.List)
                    throw new FormatException($"the value of '{key}' is a list of lists");
                return List(items, Count($"items of '{key}'", items == GgufValueType.Text ? 8 : Sizes[(int)items]));
            default:
                return Scalar(type);
        }
    }

    private Array List(GgufValueType type, int count) => type switch
    {
        GgufValueType.UInt8 => Fill(count, type, value => (byte)value),
        GgufValueType.Int8 => Fill(count, type, value => (sbyte)value),
        GgufValueType.UInt16 => Fill(count, type, value => (ushort)value),
        GgufValueType.Int16 => Fill(count, type, value => (short)value),
        GgufValueType.UInt32 => Fill(count, type, value => (uint)value),
        GgufValueType.Int32 => Fill(count, type, value => (int)value),
        GgufValueType.Float32 => Fill(count, type, value => (float)value),
        GgufValueType.Boolean => Fill(count, type, value => (bool)value),
        GgufValueType.UInt64 => Fill(count, type, value => (ulong)value),
        GgufValueType.Int64 => Fill(count, type, value => (long)value),
        GgufValueType.Float64 => Fill(count, type, value => (double)value),
        _ => Texts(count),
    };

    private T[] Fill<T>(int count, GgufValueType type, Func<object, T> convert)
    {
        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = convert(Scalar(type));
        return items;
    }

    private string[] Texts(int count)
    {
        var items = new string[count];
        for (var i = 0; i < count; i++)
            items[i] = Text();
        return items;
    }

    private object Scalar(GgufValueType type)
    {
        var bytes = Take(Sizes[(int)type]);
        return type switch
        {
            GgufValueType.UInt8 => bytes[0],
            GgufValueType.Int8 => (sbyte)bytes[0],
            GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            GgufValueType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            GgufValueType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            GgufValueType.Boolean => bytes[0] != 0,
            GgufValueType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            GgufValueType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
            throw new FormatException($"it ends at byte {length}, inside its head");
        var bytes = new ReadOnlySpan<byte>(data + Position, count);
        Position += count;
        return bytes;
    }
}
