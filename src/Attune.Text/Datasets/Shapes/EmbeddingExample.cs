namespace Attune.Text.Datasets.Shapes;

/// <summary>Texts whose embeddings are to be near or far.</summary>
/// <param name="Anchor">The text that the others are compared with.</param>
/// <param name="Positive">The text that is to be near it; where there is a score, the other text of the pair.</param>
public sealed record EmbeddingExample(string Anchor, string Positive)
{
    /// <summary>Texts that are to be far.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Negatives { get; init; } = [];

    /// <summary>How near the two are, in the data's own unit; null where pairs are simply near.</summary>
    public double? Score { get; init; }
}
