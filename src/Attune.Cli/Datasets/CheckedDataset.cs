using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Cli.Datasets;

/// <summary>Rows with their tokens, what is wrong with each, and what the rules say of all.</summary>
/// <param name="Rows">Each row with the tokens of what it becomes; none where it failed.</param>
/// <param name="Failures">Rows that are not of their shape or that the template refuses.</param>
/// <param name="Report">What the rules found.</param>
internal sealed record CheckedDataset(
    IReadOnlyList<(ShapedRow Row, IReadOnlyList<(string Name, EncodedRow Encoded)> Encoded)> Rows, IReadOnlyList<Finding> Failures, DatasetCheckReport Report)
{
    public bool HasErrors => Failures.Count > 0 || Report.HasErrors;

    public IEnumerable<Finding> Findings => Failures.Concat(Report.Findings);

    public static CheckedDataset Check(
        IReadOnlyList<ShapedRow> rows, ConversationEncoder? encoder, int contextLength, IReadOnlySet<string> warnings, Action<int> progress)
    {
        var encoded = new List<(ShapedRow, IReadOnlyList<(string, EncodedRow)>)>(rows.Count);
        var (failures, toCheck) = (new List<Finding>(), new List<CheckedRow>());
        foreach (var row in rows)
        {
            IReadOnlyList<(string Name, EncodedRow Encoded)> tokens = [];
            try
            {
                if (row.Error is not null)
                    throw row.Error;
                tokens = Encode(row, encoder);
                toCheck.AddRange(ToCheck(row, tokens));
            }
            catch (AttuneException e) when (e.Code != ToolErrors.NoTemplate)
            {
                failures.Add(FailureOf(row, e));
            }

            encoded.Add((row, tokens));
            progress(encoded.Count);
        }

        var options = new DatasetCheckOptions
        {
            Tokenizer = encoder?.Tokenizer,
            ContextLength = contextLength,
            StopTokenIds = encoder?.Model.StopTokenIds ?? new HashSet<int>(),
            Severities = SeverityTable.FromEditorConfig(new WarningPolicy { WarningsNotAsErrors = warnings }),
        };
        options = options.WithBeginToken(encoder?.Model.SpecialTokens.GetValueOrDefault("bos_token") as string);
        return new CheckedDataset(encoded, failures, DatasetChecks.Run(toCheck, options));
    }

    private static IReadOnlyList<(string, EncodedRow)> Encode(ShapedRow row, ConversationEncoder? encoder)
    {
        if (encoder is null)
            return [];
        return row.Text is { } text
            ? [("", encoder.Encode(row, text))]
            : [.. row.Conversations.Select(named => (named.Name, encoder.Encode(row, named.Conversation)))];
    }

    /// <summary>What is learned of a row: of a preference pair the chosen answer.</summary>
    private static IEnumerable<CheckedRow> ToCheck(ShapedRow row, IReadOnlyList<(string Name, EncodedRow Encoded)> tokens)
    {
        if (row.Conversations.Count == 0)
            return [];
        var first = tokens.Count > 0 ? tokens[0].Encoded : null;
        return [CheckedRow.OfMessages(row.Data.File, row.Data.Line, row.Part, row.Conversations[0].Conversation.Messages, null, first)];
    }

    /// <summary>At the row, wherever the mistake itself is: a template's place comes with the fact.</summary>
    private static Finding FailureOf(ShapedRow row, AttuneException e)
    {
        var inRow = e.File == row.Data.File && e.Line > 0;
        var fact = inRow || e.File is null ? e.Fact : $"{e.Fact} ({e.File}, line {e.Line}, column {e.Column})";
        return new Finding(e.Code, row.Data.File, inRow ? e.Line : row.Data.Line, inRow ? e.Column : 1, fact, e.Remedy);
    }
}
