namespace Attune.Text.Tokenizers;

/// <summary>What a tokenizer's training is at.</summary>
public enum TokenizerTrainingStage
{
    /// <summary>Texts are cut into words and counted; the total is not known.</summary>
    CountingWords,

    /// <summary>Pairs are merged until the vocabulary is full (BPE, WordPiece).</summary>
    Merging,

    /// <summary>The probabilities of pieces are estimated and the least useful dropped (Unigram); the total is not known.</summary>
    Estimating,
}

/// <summary>How far a tokenizer's training is.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Done">Texts counted, tokens learned or rounds of estimation done.</param>
/// <param name="Total">What <paramref name="Done"/> ends at, at most; null where it is not known.</param>
public readonly record struct TokenizerTrainingProgress(TokenizerTrainingStage Stage, long Done, long? Total);

/// <summary>What a training may use, and whom it tells.</summary>
/// <param name="Threads">How many threads; the result does not depend on it.</param>
/// <param name="Progress">Told now and then, on the calling thread.</param>
/// <param name="Cancellation">Ends the training early.</param>
internal sealed record TrainingRun(int Threads, IProgress<TokenizerTrainingProgress>? Progress, CancellationToken Cancellation)
{
    public static TrainingRun Alone { get; } = new(1, null, CancellationToken.None);

    public ParallelOptions Parallel => new() { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation };

    public void Report(TokenizerTrainingStage stage, long done, long? total)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Report(new TokenizerTrainingProgress(stage, done, total));
    }
}
