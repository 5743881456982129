using Attune.Text.Tokenizers;

namespace Attune.Cli.Tokenizers.Training;

/// <summary>A kind of model that can be trained.</summary>
internal abstract class TrainedModel
{
    public static readonly IReadOnlyList<TrainedModel> All = [new TrainedBpe(), new TrainedWordPiece(), new TrainedUnigram(), new TrainedWordLevel()];

    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a line end is a part of the texts; where it is not, no token can hold one.</summary>
    public virtual bool KeepsLineEnds => false;

    /// <summary>Why <c>--min-frequency</c> is no setting of it; null where it is one.</summary>
    public virtual string? WhyNoMinFrequency => null;

    /// <summary>Why <c>--limit-alphabet</c> is no setting of it; null where it is one.</summary>
    public virtual string? WhyNoAlphabetLimit => null;

    /// <summary>Where training starts if no tokenizer is named.</summary>
    public abstract Tokenizer Untrained();

    /// <param name="start">Where training starts; its model may be of another kind.</param>
    /// <param name="settings">What was asked for.</param>
    public abstract ModelTrainer Trainer(TokenizerParts start, TrainingSettings settings);

    /// <summary>The special tokens, after the one of what the vocabulary lacks: without it, no such text could be encoded.</summary>
    protected static IReadOnlyList<string> With(string? unknown, IReadOnlyList<string> special) =>
        unknown is null || special.Contains(unknown) ? special : [unknown, .. special];
}
