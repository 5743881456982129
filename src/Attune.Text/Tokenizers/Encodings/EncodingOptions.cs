namespace Attune.Text.Tokenizers;

/// <summary>How a text is encoded. <see cref="Tokenizer.FileOptions"/> has what the tokenizer's file says.</summary>
public sealed record EncodingOptions
{
    /// <summary>Whether what spells a special token becomes that token; else it is plain text.</summary>
    /// <value>Default true.</value>
    public bool ParseSpecialTokens { get; init; } = true;

    /// <summary>Whether the post-processor puts its special tokens around.</summary>
    /// <value>Default true.</value>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>How long encodings may be at most.</summary>
    /// <value>Default null: nothing is cut.</value>
    public TruncationOptions? Truncation { get; init; }

    /// <summary>To which length encodings are filled up.</summary>
    /// <value>Default null: they are not.</value>
    public PaddingOptions? Padding { get; init; }
}
