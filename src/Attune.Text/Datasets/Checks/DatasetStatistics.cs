namespace Attune.Text.Datasets.Checks;

/// <summary>How long some texts are, in tokens.</summary>
/// <param name="Median">Half of them are no longer (nearest rank).</param>
/// <param name="Percentile95">95 of 100 are no longer (nearest rank).</param>
/// <param name="Longest">The longest.</param>
public readonly record struct TokenLengths(int Median, int Percentile95, int Longest);

/// <summary>The figures of a dataset. Those in tokens are 0 where there is no tokenizer.</summary>
public sealed record DatasetStatistics
{
    /// <summary>Rows to learn from.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Rows held out.</summary>
    public required int TestRows { get; init; }

    /// <summary>All rows.</summary>
    public int Rows => TrainRows + TestRows;

    /// <summary>Tokens that inference starts from.</summary>
    public required TokenLengths Prompt { get; init; }

    /// <summary>Tokens after them: the answer and what closes it.</summary>
    public required TokenLengths Answer { get; init; }

    /// <summary>Tokens of whole rows.</summary>
    public required TokenLengths Whole { get; init; }

    /// <summary>All tokens.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens that are targets of the loss.</summary>
    public required long SupervisedTokens { get; init; }

    /// <summary>Targets as a share of all tokens, 0 to 1.</summary>
    public double SupervisedShare => Tokens == 0 ? 0 : (double)SupervisedTokens / Tokens;

    /// <summary>Rows longer than the context.</summary>
    public required int TooLongRows { get; init; }

    /// <summary>Rows whose last target is a stop token.</summary>
    public required int StoppedRows { get; init; }

    /// <summary>Rows whose prompt is not the beginning of what is trained on.</summary>
    public required int MismatchedRows { get; init; }
}
