namespace Attune.Tensors;

/// <summary>
/// Which keys of its document a query sees: those from <paramref name="Before"/> tokens before it to <paramref name="After"/>
/// tokens after it, itself included.
/// </summary>
/// <param name="Before">Tokens before the query, 0 or more.</param>
/// <param name="After">Tokens after the query, 0 or more; 0 is causal.</param>
public readonly record struct AttentionWindow(int Before, int After)
{
    /// <summary>More tokens than a document can have.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The query's token and all before it.</summary>
    public static AttentionWindow Causal => new(Unlimited, 0);

    /// <summary>The whole document.</summary>
    public static AttentionWindow Full => new(Unlimited, Unlimited);

    /// <summary>The last <paramref name="tokens"/> tokens, the query's own included: the sliding window of Mistral.</summary>
    public static AttentionWindow CausalWithin(int tokens) => new(tokens - 1, 0);

    /// <summary>Tokens at a distance of at most <paramref name="tokens"/> on both sides.</summary>
    public static AttentionWindow Around(int tokens) => new(tokens, tokens);

    /// <summary>The first key that the query at <paramref name="token"/> sees in a document that starts at <paramref name="start"/>.</summary>
    internal int First(int token, int start) => Before >= token - start ? start : token - Before;

    /// <summary>The key behind the last one that the query at <paramref name="token"/> sees in a document that ends before <paramref name="end"/>.</summary>
    internal int End(int token, int end) => After >= end - 1 - token ? end : token + After + 1;
}
