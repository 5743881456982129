using System.Text;

namespace Attune.Text.Tokenizers;

/// <summary>
/// The letters that byte-level vocabularies are written in: each of the 256 bytes as a visible character. Printable
/// Latin-1 stands for itself, the other 68 bytes are written as U+0100 and up (a space is <c>Ġ</c>, U+0120).
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = BuildLetters();
    private static readonly Dictionary<char, byte> Bytes =
        Letters.Select((letter, index) => (letter, (byte)index)).ToDictionary();

    /// <summary>The letter of a space.</summary>
    public static char Space => Letters[' '];

    /// <summary>All letters, each as a text.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Letters.Select(letter => letter.ToString())];

    public static char LetterOf(byte value) => Letters[value];

    public static bool TryGetByte(char letter, out byte value) => Bytes.TryGetValue(letter, out value);

    /// <summary>A piece with each byte written as its letter; every letter of a character has the character's place.</summary>
    public static void AppendSpelledOut(AlignedText text, Piece piece, AlignedText.Builder builder)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var span = text.Text[..piece.End];
        for (var at = piece.Start; at < piece.End;)
        {
            Rune.DecodeFromUtf16(span[at..], out var rune, out var length);
            var place = text.OriginalOf(at);
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
                builder.Append(Letters[value], place);
            at += length;
        }
    }

    private static char[] BuildLetters()
    {
        var letters = new char[256];
        var next = '\u0100';
        for (var value = 0; value < letters.Length; value++)
        {
            var visible = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
            letters[value] = visible ? (char)value : next++;
        }

        return letters;
    }
}
