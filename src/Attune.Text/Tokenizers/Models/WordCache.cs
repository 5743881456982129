using System.Runtime.InteropServices;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// The tokens of the words met so far, in arrays that grow to a limit; then it forgets all and begins anew. So it
/// allocates nothing per word, and the tokens are the same whether a word is remembered or not.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Longer pieces are rare and not remembered; places in a word fit a byte.</summary>
    public const int LongestWord = 64;

    private const int LargestTable = 1 << 16;
    private Slot[] slots = new Slot[1 << 8];
    private char[] letters = new char[1 << 10];
    private Token[] tokens = new Token[1 << 9];
    private int wordCount, letterCount, tokenCount;

    /// <summary>Appends the tokens of a word where it is known.</summary>
    public bool TryAppend(ReadOnlySpan<char> word, ulong hash, TokenBuffer buffer)
    {
        for (var at = (int)hash & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.TokenEnd == 0)
                return false;
            if (slot.Hash != hash || slot.Length != word.Length || !word.SequenceEqual(letters.AsSpan(slot.LetterStart, slot.Length)))
                continue;
            foreach (var token in tokens.AsSpan(slot.TokenStart, slot.TokenEnd - 1 - slot.TokenStart))
                buffer.Add(token.Id, token.Start, token.End);
            return true;
        }
    }

    public void Add(ReadOnlySpan<char> word, ulong hash, ReadOnlySpan<int> ids, ReadOnlySpan<TokenOffset> offsets)
    {
        if (wordCount * 2 >= slots.Length)
            GrowOrForget();
        while (letterCount + word.Length > letters.Length)
            Array.Resize(ref letters, letters.Length * 2);
        while (tokenCount + ids.Length > tokens.Length)
            Array.Resize(ref tokens, tokens.Length * 2);

        // The end is stored one up, so that zero is an empty slot and a word may have no tokens.
        var slot = new Slot(hash, letterCount, word.Length, tokenCount, tokenCount + ids.Length + 1);
        word.CopyTo(letters.AsSpan(letterCount));
        for (var i = 0; i < ids.Length; i++)
            tokens[tokenCount + i] = new Token(ids[i], (byte)offsets[i].Start, (byte)offsets[i].End);
        letterCount += word.Length;
        tokenCount += ids.Length;
        wordCount++;
        slots[FreeSlot(hash)] = slot;
    }

    /// <summary>A hash of all characters, mixed so that its low bits choose well.</summary>
    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        const ulong mixer = 0x9E3779B97F4A7C15;
        var hash = (ulong)word.Length * mixer;
        var wide = MemoryMarshal.Cast<char, ulong>(word);
        foreach (var four in wide)
        {
            hash = (hash ^ four) * mixer;
            hash ^= hash >> 29;
        }

        foreach (var letter in word[(wide.Length * 4)..])
            hash = (hash ^ letter) * mixer;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ hash >> 32;
    }

    private int FreeSlot(ulong hash)
    {
        var at = (int)hash & (slots.Length - 1);
        while (slots[at].TokenEnd != 0)
            at = (at + 1) & (slots.Length - 1);
        return at;
    }

    private void GrowOrForget()
    {
        var old = slots;
        if (old.Length == LargestTable)
        {
            Array.Clear(slots);
            wordCount = letterCount = tokenCount = 0;
            return;
        }

        slots = new Slot[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.TokenEnd != 0)
                slots[FreeSlot(slot.Hash)] = slot;
        }
    }

    private readonly record struct Slot(ulong Hash, int LetterStart, int Length, int TokenStart, int TokenEnd);

    private readonly record struct Token(int Id, byte Start, byte End);
}
