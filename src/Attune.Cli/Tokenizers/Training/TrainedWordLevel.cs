using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Cli.Tokenizers.Training;

/// <summary>Whole words.</summary>
internal sealed class TrainedWordLevel : TrainedModel
{
    private const string UsualUnknown = "<unk>";

    public override string Name => "wordlevel";

    public override string WhyNoAlphabetLimit => "its tokens are whole words, so it has no alphabet";

    public override Tokenizer Untrained() => UntrainedTokenizer.WordLevel();

    public override ModelTrainer Trainer(TokenizerParts start, TrainingSettings settings) => new WordLevelTrainer
    {
        VocabularySize = settings.VocabularySize,
        MinFrequency = settings.MinFrequency ?? 0,
        SpecialTokens = With((start.Model as WordLevelModel)?.UnknownToken ?? UsualUnknown, settings.SpecialTokens),
    };
}
