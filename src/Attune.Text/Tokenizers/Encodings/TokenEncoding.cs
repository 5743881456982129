namespace Attune.Text.Tokenizers;

/// <summary>
/// A text, or a pair of texts, as tokens with all that the field's tools tell about them. All arrays are of one length.
/// </summary>
public sealed record TokenEncoding
{
    /// <summary>The tokens' ids.</summary>
    public required int[] Ids { get; init; }

    /// <summary>The tokens as the vocabulary writes them; an added token as the (normalized) text had it, blanks that it took included.</summary>
    public required string[] Tokens { get; init; }

    /// <summary>Where each token lies in its own text, in UTF-16 characters; 0, 0 for tokens that were put around or filled up.</summary>
    public required TokenOffset[] Offsets { get; init; }

    /// <summary>The type of each token's segment, as models of pairs want it: of the first text 0 and of the second 1, unless the post-processor says otherwise.</summary>
    public required int[] TypeIds { get; init; }

    /// <summary>1 for tokens that the post-processor or padding added, else 0.</summary>
    public required int[] SpecialTokensMask { get; init; }

    /// <summary>0 for padding, else 1.</summary>
    public required int[] AttentionMask { get; init; }

    /// <summary>Which piece of its text each token is of, counted from 0; null for tokens of no text.</summary>
    public required int?[] WordIds { get; init; }

    /// <summary>Which text each token is of: 0 or 1; null for tokens of no text.</summary>
    public required int?[] SequenceIds { get; init; }

    /// <summary>What truncation cut off, in windows of the same length; empty where nothing was.</summary>
    public IReadOnlyList<TokenEncoding> Overflowing { get; init; } = [];

    /// <summary>The number of tokens.</summary>
    public int Count => Ids.Length;
}
