using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Trains the model of a tokenizer as Hugging Face's trainers do; normalizer, pre-tokenizer, post-processor and decoder
/// stay as they are.
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
        var model = trainer.Learn(start.Model, words, run);
        return start with { Model = model, AddedTokens = AddedTokens(start.AddedTokens, trainer.SpecialTokens, model.Vocabulary) };
    }

    /// <summary>The tokens that were added before and the special ones, with the ids of the new vocabulary or behind its last.</summary>
    private static List<AddedToken> AddedTokens(
        IReadOnlyList<AddedToken> before, IReadOnlyList<string> special, Vocabulary vocabulary)
    {
        var tokens = new List<AddedToken>();
        var next = vocabulary.IdLimit;
        var all = before.Concat(special.Select(content => new AddedToken(0, content) { Special = true }));
        foreach (var token in all.DistinctBy(token => token.Content))
            tokens.Add(token with { Id = vocabulary.TryGetId(token.Content, out var id) ? id : next++ });
        return tokens;
    }
}
