using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Cli.Tokenizers.Training;

/// <summary>BPE: over bytes, unless the tokenizer to start from spells none.</summary>
internal sealed class TrainedBpe : TrainedModel
{
    private const int UsualFrequency = 2;

    public override string Name => "bpe";

    public override bool KeepsLineEnds => true;

    public override Tokenizer Untrained() => UntrainedTokenizer.ByteLevelBpe();

    public override ModelTrainer Trainer(TokenizerParts start, TrainingSettings settings)
    {
        var before = (start.Model as BpeModel)?.Options;
        return new BpeTrainer
        {
            VocabularySize = settings.VocabularySize,
            MinFrequency = settings.MinFrequency ?? UsualFrequency,
            AlphabetLimit = settings.AlphabetLimit,
            SpecialTokens = With(before?.UnknownToken, settings.SpecialTokens),
            InitialAlphabet = start.SpellsBytes() ? ByteAlphabet.All : [],
            ContinuingSubwordPrefix = before?.ContinuingPrefix,
            EndOfWordSuffix = before?.EndSuffix,
        };
    }
}
