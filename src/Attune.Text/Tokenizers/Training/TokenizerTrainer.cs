using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Trains the model of a tokenizer as Hugging Face's trainers do; normalizer, pre-tokenizer, post-processor and decoder
/// stay as they are, but for the ids of special tokens, which are those of the new vocabulary.
/// </summary>
public static class TokenizerTrainer
{
    /// <summary>Trains a tokenizer.</summary>
    /// <param name="start">The tokenizer whose normalizer and pre-tokenizer cut the texts into words; its vocabulary is not used.</param>
    /// <param name="texts">The texts to learn from, read once; tokens never cross from one to the next.</param>
    /// <param name="trainer">What kind of model to learn, and how.</param>
    /// <param name="threads">How many threads to use, at least 1; the result is the same for any number.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the training early.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="AttuneException">ATT4038: a Unigram vocabulary is too small for the characters of the texts.</exception>
    public static Tokenizer Train(
        Tokenizer start, IEnumerable<string> texts, ModelTrainer trainer, int threads = 1,
        IProgress<TokenizerTrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new Tokenizer(Train(start.Parts, texts, trainer, new TrainingRun(threads, progress, cancellationToken)));
    }

    internal static TokenizerParts Train(TokenizerParts start, IEnumerable<string> texts, ModelTrainer trainer, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentOutOfRangeException.ThrowIfLessThan(run.Threads, 1);
        trainer.Check();
        var words = new WordCounter(start).Count(texts, run);
        IReadOnlyList<string> bytes = start.Model.ByteFallback && trainer.KeepsModel(start.Model) ? ByteTokens.All : [];
        var learning = trainer with { SpecialTokens = [.. trainer.SpecialTokens.Concat(bytes).Distinct()] };
        var model = learning.Learn(start.Model, words, run);
        var added = new TrainedAddedTokens(model.Vocabulary, start.AddedTokens, trainer.SpecialTokens);
        return start with
        {
            Model = model,
            PostProcessor = start.PostProcessor?.Renumbered(added.IdOf),
            Padding = start.Padding is { } padding ? padding with { Id = added.IdOf(padding.Token) } : null,
            AddedTokens = added.Tokens,
        };
    }
}
