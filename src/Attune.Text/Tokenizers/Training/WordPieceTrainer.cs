using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Learns a WordPiece model with the merges of BPE, as Hugging Face's <c>WordPieceTrainer</c> does: not by likelihood, as
/// WordPiece was first described.
/// </summary>
public sealed record WordPieceTrainer : ModelTrainer
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

    /// <summary>Written before every token that does not start a word.</summary>
    /// <value>Default <c>##</c>.</value>
    public string ContinuingSubwordPrefix { get; init; } = "##";

    /// <summary>Written after a word's last symbol; null: nothing.</summary>
    /// <value>Default null.</value>
    public string? EndOfWordSuffix { get; init; }

    internal override TokenizerModel Learn(TokenizerModel before, WordCounts words, TrainingRun run)
    {
        var learned = MergeLearner.Learn(words, Merging(), run);
        var options = (before as WordPieceModel)?.Options ?? new WordPieceOptions();
        return new WordPieceModel(learned.Vocabulary, options with { ContinuingPrefix = ContinuingSubwordPrefix });
    }

    internal override void Check()
    {
        base.Check();
        Merging().Check();
    }

    private BpeTrainer Merging() => new()
    {
        VocabularySize = VocabularySize,
        SpecialTokens = SpecialTokens,
        MinFrequency = MinFrequency,
        AlphabetLimit = AlphabetLimit,
        InitialAlphabet = InitialAlphabet,
        ContinuingSubwordPrefix = ContinuingSubwordPrefix,
        EndOfWordSuffix = EndOfWordSuffix,
    };
}
