using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// How the model of a tokenizer is learned from words; one record for each kind of model. The same words give the same
/// model.
/// </summary>
public abstract record ModelTrainer
{
    private protected ModelTrainer()
    {
    }

    /// <summary>The number of tokens to reach, special tokens included; fewer where the texts give no more.</summary>
    /// <value>Default 30000; at least 1.</value>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>Tokens that steer the model, such as <c>&lt;|im_end|&gt;</c>; they take the first ids.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>Whether the model that is learned has the settings of this one.</summary>
    internal virtual bool KeepsModel(TokenizerModel before) => false;

    /// <summary>Learns a model from words.</summary>
    /// <param name="before">The model that the tokenizer had; settings that training does not decide are taken from it.</param>
    /// <param name="words">The words with their counts.</param>
    /// <param name="run">Progress, cancellation and threads.</param>
    internal abstract TokenizerModel Learn(TokenizerModel before, WordCounts words, TrainingRun run);

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal virtual void Check() => ArgumentOutOfRangeException.ThrowIfLessThan(VocabularySize, 1);
}
