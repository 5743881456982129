namespace Attune.Text.Tokenizers.Models;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of a vocabulary, which spell what it does not have.</summary>
internal sealed class ByteTokens
{
    private readonly int[] ids;

    public ByteTokens(Vocabulary vocabulary) => ids = [.. All.Select(token => vocabulary.TryGetId(token, out var id) ? id : -1)];

    public static IReadOnlyList<string> All { get; } = [.. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")];

    /// <summary>The id of a byte, or -1.</summary>
    public int this[byte value] => ids[value];

    /// <summary>Whether the vocabulary has all bytes of a text.</summary>
    public bool CanSpell(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (ids[value] < 0)
                    return false;
            }
        }

        return true;
    }
}
