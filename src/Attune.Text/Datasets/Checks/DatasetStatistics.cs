namespace Attune.Text.Datasets.Checks;

/// <summary>How long some texts are, in tokens.</summary>
/// <param name="Median">Half of them are no longer (nearest rank).</param>
/// <param name="Percentile95">95 of 100 are no longer (nearest rank).</param>
/// <param name="Longest">The longest.</param>
public readonly record struct TokenLengths(int Median, int Percentile95, int Longest)
{
    internal static TokenLengths Of(List<int> lengths)
    {
        if (lengths.Count == 0)
            return default;
        lengths.Sort();
        return new TokenLengths(At(0.5), At(0.95), lengths[^1]);

        int At(double share) => lengths[Math.Max(0, (int)Math.Ceiling(share * lengths.Count) - 1)];
    }
}

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

    /// <summary>Counts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="options">Context length and stop tokens.</param>
    public static DatasetStatistics Of(IReadOnlyList<CheckedRow> rows, DatasetCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        var (prompt, answer, whole) = (new List<int>(), new List<int>(), new List<int>());
        var (supervised, tooLong, stopped, mismatched) = (0L, 0, 0, 0);
        foreach (var row in rows)
        {
            if (row.Encoded is not { } encoded)
                continue;
            var ids = encoded.Tokens.Ids;
            prompt.Add(encoded.PromptTokens.Length);
            answer.Add(Math.Max(0, ids.Length - encoded.PromptTokens.Length));
            whole.Add(ids.Length);
            supervised += encoded.LossMask.AsSpan().Count(true);
            tooLong += ids.Length > options.ContextLength ? 1 : 0;
            stopped += encoded.LastTarget is { } last && options.StopTokenIds.Contains(last) ? 1 : 0;
            mismatched += ids.AsSpan().StartsWith(encoded.PromptTokens) ? 0 : 1;
        }

        var tokens = whole.Sum(length => (long)length);
        var train = rows.Count(row => row.Part == DatasetPart.Train);
        return new DatasetStatistics
        {
            TrainRows = train,
            TestRows = rows.Count - train,
            Prompt = TokenLengths.Of(prompt),
            Answer = TokenLengths.Of(answer),
            Whole = TokenLengths.Of(whole),
            Tokens = tokens,
            SupervisedTokens = supervised,
            TooLongRows = tooLong,
            StoppedRows = stopped,
            MismatchedRows = mismatched,
        };
    }
}
