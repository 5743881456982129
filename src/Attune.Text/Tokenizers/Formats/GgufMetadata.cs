using System.Buffers.Binary;
using System.Text;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// The values of a GGUF file's head whose keys start with a prefix (versions 2 and 3 of the format). Tensors are not
/// looked at. Lengths and counts are checked against what is left of the file before anything is allocated.
/// </summary>
internal sealed class GgufMetadata
{
    private const long LongestText = 1 << 26;
    private const int MostItems = 1 << 24;
    private static readonly int[] Sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);
    private readonly Stream stream;
    private readonly byte[] small = new byte[8];

    private GgufMetadata(Stream stream, string file)
    {
        this.stream = stream;
        File = file;
    }

    private enum Kind
    {
        UInt8,
        Int8,
        UInt16,
        Int16,
        UInt32,
        Int32,
        Float32,
        Boolean,
        Text,
        Array,
        UInt64,
        Int64,
        Float64,
    }

    public string File { get; }

    public static GgufMetadata Read(string file, string prefix)
    {
        using var stream = new BufferedStream(System.IO.File.OpenRead(file), 1 << 16);
        var metadata = new GgufMetadata(stream, file);
        metadata.ReadHead(prefix);
        return metadata;
    }

    public string? Text(string key) => Value<string>(key);

    public bool? Flag(string key) => values.GetValueOrDefault(key) is { } value ? value as bool? ?? throw WrongKind(key) : null;

    public int? Number(string key) => values.GetValueOrDefault(key) is { } value
        ? value is long number and >= int.MinValue and <= int.MaxValue ? (int)number : throw WrongKind(key)
        : null;

    public IReadOnlyList<T>? List<T>(string key) => Value<T[]>(key);

    private T? Value<T>(string key)
        where T : class
    {
        return values.GetValueOrDefault(key) is { } value ? value as T ?? throw WrongKind(key) : null;
    }

    private void ReadHead(string prefix)
    {
        if (ReadNumber(Kind.UInt32) != 0x46554747)
            throw Damaged("does not start with GGUF");
        var version = ReadNumber(Kind.UInt32);
        if (version is not (2 or 3))
            throw Damaged($"is of version {version}, not 2 or 3");
        ReadNumber(Kind.UInt64);
        var count = ReadNumber(Kind.UInt64);
        // A key and its value have 13 bytes at least.
        if (count < 0 || count > (stream.Length - stream.Position) / 13)
            throw Damaged($"announces {count} values");
        for (var i = 0L; i < count; i++)
        {
            var key = ReadText();
            var kind = ReadKind();
            if (!key.StartsWith(prefix, StringComparison.Ordinal))
                Skip(kind);
            else if (!values.TryAdd(key, ReadValue(kind)))
                throw Damaged($"has the key '{key}' twice");
        }
    }

    private object ReadValue(Kind kind) => kind switch
    {
        Kind.Text => ReadText(),
        Kind.Array => ReadArray(),
        Kind.Boolean => ReadNumber(kind) != 0,
        Kind.Float32 or Kind.Float64 => ReadReal(kind),
        _ => ReadNumber(kind),
    };

    private object ReadArray()
    {
        var kind = ReadKind();
        var count = ReadCount(kind);
        switch (kind)
        {
            case Kind.Text:
                return Fill(count, ReadText);
            case Kind.Float32 or Kind.Float64:
                return Fill(count, () => ReadReal(kind));
            case Kind.Array:
                throw Damaged("has a list of lists");
            default:
                return Fill(count, () => ReadNumber(kind));
        }
    }

    private static T[] Fill<T>(int count, Func<T> read)
    {
        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = read();
        return items;
    }

    private void Skip(Kind kind)
    {
        if (kind == Kind.Text)
        {
            var length = ReadLength(LongestText);
            stream.Position += length;
        }
        else if (kind == Kind.Array)
        {
            var items = ReadKind();
            var count = ReadCount(items);
            for (var i = 0; i < count && items == Kind.Text; i++)
                Skip(items);
            stream.Position += (long)count * Sizes[(int)items];
        }
        else
        {
            Take(Sizes[(int)kind]);
        }
    }

    private Kind ReadKind() =>
        ReadNumber(Kind.UInt32) is >= 0 and <= (long)Kind.Float64 and var kind ? (Kind)kind : throw Damaged("has a value of an unknown type");

    private int ReadCount(Kind kind)
    {
        if (kind == Kind.Array)
            throw Damaged("has a list of lists");
        var size = kind == Kind.Text ? 8 : Sizes[(int)kind];
        var count = ReadNumber(Kind.UInt64);
        return count >= 0 && count <= MostItems && count <= (stream.Length - stream.Position) / size
            ? (int)count
            : throw Damaged($"announces a list of {(ulong)count} items");
    }

    private long ReadLength(long longest)
    {
        var length = ReadNumber(Kind.UInt64);
        return length >= 0 && length <= longest && length <= stream.Length - stream.Position
            ? length
            : throw Damaged($"announces a text of {(ulong)length} bytes");
    }

    private string ReadText()
    {
        var bytes = new byte[ReadLength(LongestText)];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private double ReadReal(Kind kind) => kind == Kind.Float32
        ? BinaryPrimitives.ReadSingleLittleEndian(Take(4))
        : BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    private long ReadNumber(Kind kind)
    {
        var bytes = Take(Sizes[(int)kind]);
        return kind switch
        {
            Kind.UInt8 or Kind.Boolean => bytes[0],
            Kind.Int8 => (sbyte)bytes[0],
            Kind.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            Kind.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            Kind.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            Kind.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (stream.Length - stream.Position < count)
            throw Damaged("ends too early");
        stream.ReadExactly(small, 0, count);
        return small.AsSpan(0, count);
    }

    private AttuneException WrongKind(string key) => Damaged($"has a value of another type than '{key}' is");

    private AttuneException Damaged(string what) => new(
        TokenizerErrors.BadGguf, $"The file {what} (byte {(stream.CanRead ? stream.Position : 0)}).",
        "It is not a GGUF file, or damaged; take it anew from where the model came from.", File);
}
