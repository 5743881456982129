using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Cli.Tokenizers.Training;

/// <summary>WordPiece, as BERT has it.</summary>
internal sealed class TrainedWordPiece : TrainedModel
{
    private const int UsualFrequency = 2;

    public override string Name => "wordpiece";

    public override Tokenizer Untrained() => UntrainedTokenizer.WordPiece();

    public override ModelTrainer Trainer(TokenizerParts start, TrainingSettings settings)
    {
        var before = (start.Model as WordPieceModel)?.Options ?? new WordPieceOptions();
        return new WordPieceTrainer
        {
            VocabularySize = settings.VocabularySize,
            MinFrequency = settings.MinFrequency ?? UsualFrequency,
            AlphabetLimit = settings.AlphabetLimit,
            SpecialTokens = With(before.UnknownToken, settings.SpecialTokens),
            ContinuingSubwordPrefix = before.ContinuingPrefix,
        };
    }
}
