using System.Numerics;

namespace Attune.Models;

/// <summary>The head of a GGUF file: values and where tensors lie. All of it is checked against the size of the file.</summary>
internal sealed class GgufHead
{
    public const string AlignmentKey = "general.alignment";
    public const uint DefaultAlignment = 32;
    private const uint Magic = 0x46554747; // GGUF
    private const int MostDimensions = 4, LongestName = 63;

    /// <summary>Formats that exist and are not read here, by the number of their type, for a message that names them.</summary>
    private static readonly Dictionary<uint, string> Unread = new()
    {
        [9] = "Q8_1",
        [16] = "IQ2_XXS",
        [17] = "IQ2_XS",
        [18] = "IQ3_XXS",
        [19] = "IQ1_S",
        [21] = "IQ3_S",
        [22] = "IQ2_S",
        [24] = "I8",
        [25] = "I16",
        [26] = "I32",
        [27] = "I64",
        [28] = "F64",
        [29] = "IQ1_M",
        [34] = "TQ1_0",
        [35] = "TQ2_0",
    };

    private readonly GgufCursor _cursor;
    private readonly long _fileLength;

    private GgufHead(GgufCursor cursor, long fileLength) => (_cursor, _fileLength) = (cursor, fileLength);

    public Dictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

    public List<GgufTensor> Tensors { get; } = [];

    /// <summary>Where the data begin in the file.</summary>
    public long DataStart { get; private set; }

    /// <exception cref="FormatException">What is wrong.</exception>
    public static GgufHead Read(GgufCursor cursor, long fileLength)
    {
        var head = new GgufHead(cursor, fileLength);
        head.Read();
        return head;
    }

    private void Read()
    {
        if (_fileLength < 24)
            throw new FormatException($"it has only {_fileLength} bytes, less than the shortest head");
        if (_cursor.UInt32() != Magic)
            throw new FormatException("it does not begin with GGUF");
        var version = _cursor.UInt32();
        if (version is not (2 or 3))
            throw new FormatException($"it is of version {version}; versions 2 and 3, of little-endian machines, are read");
        // A tensor has a name, a count of dimensions, a type and an offset at least; a value a key, a type and a byte.
        var tensors = _cursor.Count("tensors", 24);
        var values = _cursor.Count("values", 13);
        for (var i = 0; i < values; i++)
            ReadValue();
        var alignment = Alignment();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var offset = 0L;
        for (var i = 0; i < tensors; i++)
        {
            var tensor = ReadTensor(offset);
            if (!names.Add(tensor.Name))
                throw new FormatException($"it has two tensors '{tensor.Name}'");
            Tensors.Add(tensor);
            offset = Aligned(checked(offset + tensor.Length), alignment);
        }

        DataStart = Aligned(_cursor.Position, alignment);
        var end = Tensors.Count == 0 ? 0 : checked(DataStart + Tensors[^1].Offset + Tensors[^1].Length);
        if (end > _fileLength)
            throw new FormatException($"its tensors end at byte {end}, the file at byte {_fileLength}");
    }

    public static long Aligned(long offset, uint alignment) => checked(offset + alignment - 1) / alignment * alignment;

    private void ReadValue()
    {
        var key = _cursor.Name("key");
        if (key.Length == 0)
            throw new FormatException("it has an empty key");
        var value = _cursor.Value(key, _cursor.Type(key));
        if (!Values.TryAdd(key, value))
            throw new FormatException($"it has the key '{key}' twice");
    }

    private uint Alignment()
    {
        if (!Values.TryGetValue(AlignmentKey, out var value))
            return DefaultAlignment;
        return value is uint alignment && BitOperations.IsPow2(alignment)
            ? alignment
            : throw new FormatException($"'{AlignmentKey}' is {value}, which is not a power of two of 32 bits");
    }

    /// <param name="expected">Where the tensor must begin: right behind the one before.</param>
    private GgufTensor ReadTensor(long expected)
    {
        var name = _cursor.Name("tensor's name");
        if (System.Text.Encoding.UTF8.GetByteCount(name) > LongestName)
            throw new FormatException($"the tensor name '{name}' is longer than {LongestName} bytes");
        var rank = _cursor.UInt32();
        if (rank > MostDimensions)
            throw new FormatException($"tensor '{name}' has {rank} dimensions, more than {MostDimensions}");
        var dimensions = new long[rank];
        var count = 1L;
        for (var i = (int)rank - 1; i >= 0; i--)
        {
            var dimension = _cursor.UInt64();
            if (dimension > long.MaxValue || (dimension > 0 && count > long.MaxValue / 4 / (long)dimension))
                throw new FormatException($"tensor '{name}' has more numbers than can be counted");
            dimensions[i] = (long)dimension;
            count *= Math.Max(1, dimensions[i]);
        }

        if (dimensions.Contains(0))
            count = 0;
        var format = Format(name, _cursor.UInt32());
        var row = rank == 0 ? 1 : dimensions[^1];
        if (row % format.BlockLength != 0)
            throw new FormatException($"rows of tensor '{name}' have {row} numbers, not whole blocks of {format.BlockLength} ({format.Name})");
        var offset = _cursor.UInt64();
        if (offset != (ulong)expected)
            throw new FormatException($"tensor '{name}' begins at byte {offset} of the data, not at {expected} behind the one before it");
        return new GgufTensor(name, format, dimensions, expected, format.BytesOf(count));
    }

    private static BlockFormat Format(string tensor, uint type)
    {
        if (BlockFormats.Find(type) is { } format)
            return format;
        throw Unread.TryGetValue(type, out var name)
            ? new NotSupportedException($"Tensor '{tensor}' is stored as {name}, which is not read here.")
            : new FormatException($"tensor '{tensor}' is of the unknown type {type}");
    }
}
