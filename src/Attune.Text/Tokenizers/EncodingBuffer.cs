namespace Attune.Text.Tokenizers;

/// <summary>
/// Takes the tokens of one text after another, in memory that is used again: encoding into a buffer that has grown
/// large enough allocates nothing per token. For one thread at a time.
/// </summary>
public sealed class EncodingBuffer
{
    private TokenBuffer spare = new();

    /// <summary>The number of tokens of the last text.</summary>
    public int Count => Tokens.Count;

    /// <summary>The tokens of the last text; valid until the next is encoded.</summary>
    public ReadOnlySpan<int> Ids => Tokens.Ids;

    /// <summary>Where each token lies in the last text; valid until the next is encoded.</summary>
    public ReadOnlySpan<TokenOffset> Offsets => Tokens.Offsets;

    internal TokenBuffer Tokens { get; private set; } = new();

    /// <summary>The parts of the text, and of a normalized part.</summary>
    internal List<TextPart> Parts { get; } = [];

    internal List<TextPart> NormalizedParts { get; } = [];

    /// <summary>The memory of normalizers.</summary>
    internal TextBuffers Texts { get; } = new();

    internal PreTokenizedText Pieces { get; } = new(new AlignedText(""), default);

    /// <summary>Takes what a post-processor made of the tokens.</summary>
    internal void Take(List<EncodingPart> parts)
    {
        if (parts is [var same] && same.Tokens == Tokens)
            return;
        spare.Clear();
        spare.Text = Tokens.Text;
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Tokens.Count; i++)
                spare.Add(part.Tokens.Ids[i], part.Tokens.Offsets[i].Start, part.Tokens.Offsets[i].End);
        }

        (Tokens, spare) = (spare, Tokens);
    }
}
