using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>A token that a model is to get, with what its rows start from.</summary>
/// <param name="Token">The token.</param>
public sealed record AddedToken(NewToken Token)
{
    /// <summary>
    /// What its row of the embedding holds before training, and likewise its row of a head of its own, each from rows of the
    /// same matrix. The mean of all: Hewitt, "Initializing new word embeddings for pretrained language models", 2021, which
    /// shows that other tokens then lose little of their probability. The mean of a text's tokens: Gee and others, "Fast
    /// vocabulary transfer for language model compression", 2022 (arXiv:2402.09977).
    /// </summary>
    /// <value>Default <see cref="RowInitialization.MeanOfAllRows"/>.</value>
    public RowInitialization Initialization { get; init; }

    /// <summary>The text of <see cref="RowInitialization.MeanOfText"/>.</summary>
    public string? From { get; init; }

    /// <summary>The seed of <see cref="RowInitialization.Normal"/>: each number depends on it, the matrix, the token and its place alone.</summary>
    public ulong Seed { get; init; }
}
