using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>Learns a vocabulary of whole words: the most frequent first, equals in the order of their code points.</summary>
public sealed record WordLevelTrainer : ModelTrainer
{
    /// <summary>How often a word must occur to be a token.</summary>
    /// <value>Default 0.</value>
    public int MinFrequency { get; init; }

    internal override TokenizerModel Learn(TokenizerModel before, WordCounts words, TrainingRun run)
    {
        var frequent = words.Words.Where(word => word.Count >= MinFrequency)
            .OrderByDescending(word => word.Count).ThenBy(word => word.Word, CodePointOrder.Instance).Select(word => word.Word);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = 0;

        // A special token that is a word too has the word's id, as in the published trainer.
        foreach (var token in SpecialTokens.Concat(frequent).Take(VocabularySize))
            ids[token] = next++;
        return new WordLevelModel(new Vocabulary(ids), (before as WordLevelModel)?.UnknownToken ?? "<unk>");
    }
}
