using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Learns a BPE model: the most frequent pair merges first, of equals the one with the smaller ids, as in Hugging Face's
/// <c>BpeTrainer</c>.
/// </summary>
public sealed record BpeTrainer : ModelTrainer
{
    /// <summary>How often a pair must occur to be merged.</summary>
    /// <value>Default 0; below 1 is the same as 1.</value>
    public int MinFrequency { get; init; }

    /// <summary>How many characters the alphabet may have, the most frequent first; null: all that occur.</summary>
    /// <value>Default null; at least 0.</value>
    public int? AlphabetLimit { get; init; }

    /// <summary>Characters that are in the alphabet whether they occur or not; of each string the first.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> InitialAlphabet { get; init; } = [];

    /// <summary>Written before every symbol but a word's first; null: nothing.</summary>
    /// <value>Default null.</value>
    public string? ContinuingSubwordPrefix { get; init; }

    /// <summary>Written after a word's last symbol; null: nothing.</summary>
    /// <value>Default null.</value>
    public string? EndOfWordSuffix { get; init; }

    /// <summary>
    /// A merge that makes a token of as many characters or more is not counted; null: no limit. As in the published
    /// trainer, pairs of single characters are not held to it.
    /// </summary>
    /// <value>Default null; at least 1.</value>
    public int? MaxTokenLength { get; init; }

    internal override bool KeepsModel(TokenizerModel before) => before is BpeModel;

    internal override TokenizerModel Learn(TokenizerModel before, WordCounts words, TrainingRun run)
    {
        var learned = MergeLearner.Learn(words, this, run);
        var options = (before as BpeModel)?.Options ?? new BpeOptions();
        return new BpeModel(learned.Vocabulary, learned.Merges, options with
        {
            ContinuingPrefix = ContinuingSubwordPrefix,
            EndSuffix = EndOfWordSuffix,
        });
    }

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(AlphabetLimit ?? 0, nameof(AlphabetLimit));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTokenLength ?? 1, 1, nameof(MaxTokenLength));
    }
}
