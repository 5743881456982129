using System.Buffers.Binary;
using System.Text;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>
/// The replacements of a SentencePiece model: a double-array trie over UTF-8 (Darts, as SentencePiece compiles it) whose
/// leaves point into a block of zero-terminated texts. Every step is checked against the array's bounds.
/// </summary>
internal sealed class CharacterMap
{
    private readonly uint[] units;
    private readonly byte[] texts;
    private readonly Dictionary<int, string> known = [];
    private readonly Lock adding = new();

    /// <exception cref="FormatException">The bytes are no such map.</exception>
    public CharacterMap(byte[] source)
    {
        Source = source;
        if (source.Length < 4)
            throw new FormatException("it is too short.");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (size == 0 || size % 4 != 0 || size > source.Length - 4)
            throw new FormatException($"its trie has {size} bytes, of {source.Length - 4} that there are.");
        units = new uint[size / 4];
        for (var i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(source.AsSpan(4 + i * 4));
        texts = source[(4 + (int)size)..];
        KeepsVisibleAscii = !Enumerable.Range(' ', '~' - ' ' + 1).Any(c => Find([(byte)c]) is not null);
    }

    /// <summary>The map as a file holds it.</summary>
    public byte[] Source { get; }

    /// <summary>Whether no visible ASCII character nor the space is replaced.</summary>
    public bool KeepsVisibleAscii { get; }

    /// <summary>The replacement of the shortest entry that a text begins with; null where there is none.</summary>
    public string? Find(ReadOnlySpan<byte> text)
    {
        var position = (int)OffsetOf(units[0]);
        foreach (var value in text)
        {
            position ^= value;
            if (value == 0 || (uint)position >= (uint)units.Length)
                return null;
            var unit = units[position];
            if ((unit & (1u << 31 | 0xFF)) != value)
                return null;
            position ^= (int)OffsetOf(unit);
            if ((unit >> 8 & 1) != 0)
                return (uint)position < (uint)units.Length ? TextAt((int)(units[position] & ~(1u << 31))) : null;
        }

        return null;
    }

    private static uint OffsetOf(uint unit) => unit >> 10 << (int)((unit & 1u << 9) >> 6);

    private string? TextAt(int start)
    {
        if (start >= texts.Length)
            return null;
        lock (adding)
        {
            if (!known.TryGetValue(start, out var text))
            {
                var rest = texts.AsSpan(start);
                var end = rest.IndexOf((byte)0);
                known[start] = text = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
            }

            return text;
        }
    }
}
