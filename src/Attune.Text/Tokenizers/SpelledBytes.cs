using System.Text;

namespace Attune.Text.Tokenizers;

/// <summary>A text with each of its bytes written as its letter (<see cref="ByteAlphabet"/>), in memory that is used again.</summary>
internal sealed class SpelledBytes
{
    private char[] letters = new char[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, count);

    /// <summary>Where the characters lie that a range of letters stands for.</summary>
    public TokenOffset PlaceOf(int start, int end) => new(starts[start], ends[end - 1]);

    public ReadOnlySpan<char> Spell(ReadOnlySpan<char> text)
    {
        count = 0;
        Span<byte> utf8 = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            if (count + 4 > letters.Length)
                Grow();
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                letters[count] = ByteAlphabet.LetterOf(value);
                (starts[count], ends[count]) = (at, at + length);
                count++;
            }

            at += length;
        }

        return Letters;
    }

    private void Grow()
    {
        Array.Resize(ref letters, letters.Length * 2);
        Array.Resize(ref starts, letters.Length);
        Array.Resize(ref ends, letters.Length);
    }
}
