namespace Attune.Text.Tokenizers;

/// <summary>A part of an encoding: the tokens of one text with the windows cut off it, or tokens put around texts.</summary>
internal sealed class EncodingPart(TokenBuffer tokens, int? sequence)
{
    public TokenBuffer Tokens => tokens;

    /// <summary>Which text the tokens are of; null: special tokens of none.</summary>
    public int? Sequence => sequence;

    /// <summary>The type of all of them. (The reference lets windows keep the types from before the post-processor.)</summary>
    public int TypeId { get; set; } = sequence ?? 0;

    public IReadOnlyList<TokenBuffer> Overflowing { get; init; } = [];

    /// <summary>Tokens and windows.</summary>
    public IEnumerable<TokenBuffer> Buffers => Overflowing.Prepend(tokens);

    public static EncodingPart Special(int typeId, params ReadOnlySpan<int> ids)
    {
        var tokens = new TokenBuffer();
        foreach (var id in ids)
            tokens.Add(id, 0, 0);
        return new EncodingPart(tokens, null) { TypeId = typeId };
    }

    /// <summary>A part with the same tokens, for templates that use a text more than once.</summary>
    public EncodingPart With(int typeId) =>
        new(tokens, sequence) { TypeId = typeId, Overflowing = Overflowing };
}
