namespace Attune.Text.Tokenizers;

/// <summary>Collects tokens; two growing arrays and nothing per token.</summary>
internal sealed class TokenBuffer
{
    private int[] ids = new int[64];
    private TokenOffset[] offsets = new TokenOffset[64];

    public int Count { get; private set; }

    public Span<int> Ids => ids.AsSpan(0, Count);

    public Span<TokenOffset> Offsets => offsets.AsSpan(0, Count);

    public void Add(int id, int start, int end)
    {
        if (Count == ids.Length)
        {
            Array.Resize(ref ids, Count * 2);
            Array.Resize(ref offsets, Count * 2);
        }

        ids[Count] = id;
        offsets[Count++] = new TokenOffset(start, end);
    }

    /// <summary>Forgets all but the first tokens.</summary>
    public void CutTo(int count) => Count = count;

    public TokenizedText ToTokenizedText() => new(Ids.ToArray(), Offsets.ToArray());
}
