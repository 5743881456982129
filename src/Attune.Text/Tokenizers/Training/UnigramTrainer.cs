using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Learns a unigram language model (Kudo 2018, arXiv:1804.10959) as Hugging Face's <c>UnigramTrainer</c> does: from all
/// frequent substrings, pieces whose loss would matter least are dropped until the vocabulary is small enough.
/// </summary>
public sealed record UnigramTrainer : ModelTrainer
{
    /// <summary>The token of unknown characters; where it is not a special token, it becomes the first token. Null: none.</summary>
    /// <value>Default null.</value>
    public string? UnknownToken { get; init; }

    /// <summary>Which part of the pieces one round of dropping keeps, at least.</summary>
    /// <value>Default 0.75; between 0 and 1.</value>
    public double ShrinkingFactor { get; init; } = 0.75;

    /// <summary>How often probabilities are estimated between two rounds of dropping.</summary>
    /// <value>Default 2; at least 1.</value>
    public int SubIterations { get; init; } = 2;

    /// <summary>How many characters (code points) a piece may have.</summary>
    /// <value>Default 16; at least 1.</value>
    public int MaxPieceLength { get; init; } = 16;

    /// <summary>How many substrings to start from.</summary>
    /// <value>Default 1000000; at least 1.</value>
    public int SeedSize { get; init; } = 1_000_000;

    internal override bool KeepsModel(TokenizerModel before) => before is UnigramModel;

    internal override TokenizerModel Learn(TokenizerModel before, WordCounts words, TrainingRun run)
    {
        var special = SpecialTokens.Distinct().ToList();
        int? unknownId = null;
        if (UnknownToken is not null)
        {
            unknownId = special.IndexOf(UnknownToken);
            if (unknownId < 0)
            {
                special.Insert(0, UnknownToken);
                unknownId = 0;
            }
        }

        var pieces = new UnigramLearner(words, this, run).Learn(Math.Max(0, VocabularySize - special.Count));
        return new UnigramModel(
            [.. special.Select(token => (token, 0.0)), .. pieces], unknownId, (before as UnigramModel)?.ByteFallback ?? false);
    }

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(SubIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPieceLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SeedSize, 1);
        if (!(ShrinkingFactor is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(ShrinkingFactor), ShrinkingFactor, "The shrinking factor is between 0 and 1.");
    }
}
