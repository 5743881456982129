using System.Buffers.Binary;
using System.Text;

namespace Attune.Text.Datasets.Files;

/// <summary>
/// UTF-16. A half of a surrogate pair that stands alone, or half a character at the end, becomes a byte that UTF-8 does
/// not have, so that whoever decodes the result finds it at its line and column.
/// </summary>
internal sealed class Utf16Transcoder(bool isBigEndian) : ITranscoder
{
    /// <summary>The byte that stands for what is not UTF-16.</summary>
    public const byte Invalid = 0xFF;

    public int Growth => 2;

    public (int Used, int Written) Convert(ReadOnlySpan<byte> source, Span<byte> utf8, bool isEnd)
    {
        var (used, written) = (0, 0);
        while (source.Length - used >= 2)
        {
            var first = Unit(source[used..]);
            var second = source.Length - used >= 4 ? Unit(source[(used + 2)..]) : '\0';
            if (char.IsHighSurrogate(first) && source.Length - used < 4 && !isEnd)
                break;
            if (Rune.TryCreate(first, out var rune) || Rune.TryCreate(first, second, out rune))
                written += rune.EncodeToUtf8(utf8[written..]);
            else
                utf8[written++] = Invalid;
            used += char.IsSurrogate(first) && rune.Value > 0xFFFF ? 4 : 2;
        }

        if (!isEnd || source.Length == used)
            return (used, written);
        utf8[written++] = Invalid;
        return (source.Length, written);
    }

    private char Unit(ReadOnlySpan<byte> bytes) => (char)(isBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
}
