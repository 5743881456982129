using System.Text;

namespace Attune.Text.Datasets.Checks;

/// <summary>A piece of text that is another one's UTF-8 bytes, each taken for a character.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Meant">What was meant.</param>
internal readonly record struct Mojibake(string Text, string Meant)
{
    /// <summary>Windows-1252 has printable characters where Latin-1 has controls; index is the byte less 0x80 (the Unicode consortium's CP1252.TXT).</summary>
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>The first such piece, or null.</summary>
    public static Mojibake? Find(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\u00C2', '\u00F4') is >= 0 and var at)
        {
            rest = rest[at..];
            if (Read(rest) is { } found)
                return found;
            rest = rest[1..];
        }

        return null;
    }

    /// <summary>
    /// Bytes that are a character of UTF-8. Two of them can be an accident (<c>É»</c> ends a French quotation), so those
    /// must be a common accented letter or sign, or stand in a row, as letters of other scripts do.
    /// </summary>
    private static Mojibake? Read(ReadOnlySpan<char> text)
    {
        var first = Decode(text, out var length);
        if (first == default || Rune.IsControl(first))
            return null;
        if (length == 2 && text[0] is not ('\u00C2' or '\u00C3'))
        {
            if (Decode(text[length..], out var second) == default || second != 2)
                return null;
            length += second;
        }

        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = ByteOf(text[i])!.Value;
        return new Mojibake(text[..length].ToString(), Encoding.UTF8.GetString(bytes));
    }

    private static Rune Decode(ReadOnlySpan<char> text, out int length)
    {
        length = text.IsEmpty ? 0 : text[0] switch
        {
            >= '\u00C2' and <= '\u00DF' => 2,
            >= '\u00E0' and <= '\u00EF' => 3,
            >= '\u00F0' and <= '\u00F4' => 4,
            _ => 0,
        };
        if (length == 0 || text.Length < length)
            return default;
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < length; i++)
        {
            if (ByteOf(text[i]) is not { } octet)
                return default;
            bytes[i] = octet;
        }

        return Rune.DecodeFromUtf8(bytes[..length], out var rune, out var read) == System.Buffers.OperationStatus.Done && read == length ? rune : default;
    }

    private static byte? ByteOf(char c)
    {
        if (c <= '\u00FF')
            return (byte)c;
        var index = Windows1252.IndexOf(c);
        return index < 0 ? null : (byte)(0x80 + index);
    }
}
