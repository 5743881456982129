namespace Attune.Text.Tokenizers;

/// <summary>
/// Trains byte-level BPE tokenizers from nothing. Merges are those of Hugging Face's trainer: the most frequent pair
/// first, of equals the one with the smaller ids. Runs on the calling thread; the same texts give the same tokenizer.
/// </summary>
public static class ByteLevelBpeTrainer
{
    /// <summary>Trains a tokenizer.</summary>
    /// <param name="texts">The texts to learn from, read once; merges never cross from one to the next.</param>
    /// <param name="options">Sizes and special tokens.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the pattern is malformed.</exception>
    public static Tokenizer Train(IEnumerable<string> texts, BpeTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        var untrained = UntrainedTokenizer.ByteLevelBpeParts(options.SplitPattern, options.AddPrefixSpace);
        var trainer = new BpeTrainer
        {
            VocabularySize = options.VocabularySize,
            MinFrequency = options.MinFrequency,
            SpecialTokens = options.SpecialTokens,
            InitialAlphabet = options.AllBytes ? ByteAlphabet.All : [],
        };
        return new Tokenizer(TokenizerTrainer.Train(untrained, texts, trainer, TrainingRun.Alone));
    }
}
