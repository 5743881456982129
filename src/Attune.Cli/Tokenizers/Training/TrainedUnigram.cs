using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Cli.Tokenizers.Training;

/// <summary>Unigram, as SentencePiece has it.</summary>
internal sealed class TrainedUnigram : TrainedModel
{
    private const string UsualUnknown = "<unk>";

    public override string Name => "unigram";

    public override string WhyNoMinFrequency => "a unigram model keeps the pieces that make the texts likely, however often they occur";

    public override string WhyNoAlphabetLimit => "a unigram model holds every character of the texts";

    public override Tokenizer Untrained() => UntrainedTokenizer.Unigram();

    public override ModelTrainer Trainer(TokenizerParts start, TrainingSettings settings)
    {
        var before = start.Model as UnigramModel;
        var unknown = before is { UnknownShownAsText: >= 0 and var id } ? before.Pieces[id].Token : UsualUnknown;
        return new UnigramTrainer
        {
            VocabularySize = settings.VocabularySize,
            SpecialTokens = With(unknown, settings.SpecialTokens),
            UnknownToken = unknown,
        };
    }
}
