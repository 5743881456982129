using System.Runtime.InteropServices;

namespace Attune.Text.Tokenizers;

/// <summary>Collects tokens; growing arrays and nothing per token.</summary>
internal sealed class TokenBuffer
{
    private int[] ids = new int[64];
    private TokenOffset[] offsets = new TokenOffset[64];
    private int[] words = new int[64];
    private readonly List<char> written = [];
    private readonly List<(int Index, int Start, int End)> asWritten = [];
    private int word = -1;

    /// <summary>The text that places are in.</summary>
    public string Text { get; set; } = "";

    public int Count { get; private set; }

    public Span<int> Ids => ids.AsSpan(0, Count);

    public Span<TokenOffset> Offsets => offsets.AsSpan(0, Count);

    /// <summary>The number of each token's piece.</summary>
    public ReadOnlySpan<int> Words => words.AsSpan(0, Count);

    /// <summary>Starts the next piece of the text, also one that gives no token.</summary>
    public void NextWord() => word++;

    public void Add(int id, int start, int end)
    {
        if (Count == ids.Length)
        {
            Array.Resize(ref ids, Count * 2);
            Array.Resize(ref offsets, Count * 2);
            Array.Resize(ref words, Count * 2);
        }

        ids[Count] = id;
        words[Count] = word;
        offsets[Count++] = new TokenOffset(start, end);
    }

    public void Clear()
    {
        Count = 0;
        word = -1;
        asWritten.Clear();
        written.Clear();
    }

    /// <summary>Forgets all but the first tokens.</summary>
    public void CutTo(int count) => Count = count;

    /// <summary>Adds a token that is written as the text has it, and not as the vocabulary does.</summary>
    public void AddAsWritten(int id, AlignedText text, int start, int end)
    {
        MarkAsWritten(Count, text.Text[start..end]);
        var place = text.ToOriginal(start, end);
        Add(id, place.Start, place.End);
    }

    /// <summary>Lets tokens of an id, from an index on, be written as the text has them; their places still count from <paramref name="start"/>.</summary>
    public void MarkAsWritten(int id, int first, AlignedText text, int start)
    {
        for (var i = first; i < Count; i++)
        {
            if (ids[i] == id)
                MarkAsWritten(i, text.Text[(start + offsets[i].Start)..(start + offsets[i].End)]);
        }
    }

    /// <summary>What a token is written as.</summary>
    public string TextOf(int index, Tokenizer tokenizer)
    {
        var (low, high) = (0, asWritten.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (at, start, end) = asWritten[middle];
            if (at == index)
                return CollectionsMarshal.AsSpan(written)[start..end].ToString();
            if (at < index)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return tokenizer.IdToToken(ids[index]) ?? "";
    }

    /// <summary>A range of the tokens as a buffer of its own.</summary>
    public TokenBuffer Slice(int start, int end)
    {
        var slice = new TokenBuffer
        {
            Text = Text,
            ids = ids[start..end],
            offsets = offsets[start..end],
            words = words[start..end],
            Count = end - start,
        };
        foreach (var entry in asWritten)
        {
            if (entry.Index >= start && entry.Index < end)
                slice.MarkAsWritten(entry.Index - start, CollectionsMarshal.AsSpan(written)[entry.Start..entry.End]);
        }

        return slice;
    }

    public TokenizedText ToTokenizedText() => new(Ids.ToArray(), Offsets.ToArray());

    private void MarkAsWritten(int index, ReadOnlySpan<char> text)
    {
        asWritten.Add((index, written.Count, written.Count + text.Length));
        written.AddRange(text);
    }
}
