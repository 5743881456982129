using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Cli.Datasets;

/// <summary>Looks at rows one after the other: what is wrong with each, and what the rules say of all. No row is kept.</summary>
internal sealed class CheckedDataset : IDisposable
{
    private readonly ConversationEncoder? _encoder;
    private readonly Dictionary<string, FindingList> _failures = new(StringComparer.Ordinal);
    private readonly DatasetCheckRun _run;

    /// <param name="files">The files that the rows are from.</param>
    /// <param name="rows">How many rows there will be.</param>
    /// <param name="encoder">Tokenizer and template, or null: then rows are not rendered.</param>
    /// <param name="contextLength">The longest row the model can take, in tokens.</param>
    /// <param name="warnings">Rules that are warnings and not errors.</param>
    public CheckedDataset(IReadOnlyCollection<string> files, int rows, ConversationEncoder? encoder, int contextLength, IReadOnlySet<string> warnings)
    {
        _encoder = encoder;
        var options = new DatasetCheckOptions
        {
            Tokenizer = encoder?.Tokenizer,
            ContextLength = contextLength,
            StopTokenIds = encoder?.Model.StopTokenIds ?? new HashSet<int>(),
            Severities = SeverityTable.FromEditorConfig(new WarningPolicy { WarningsNotAsErrors = warnings }),
        };
        _run = new DatasetCheckRun(files, options.WithBeginToken(encoder?.Model.SpecialTokens.GetValueOrDefault("bos_token") as string), rows);
    }

    public void Dispose() => _run.Dispose();

    /// <summary>Looks at the next row, those that are learned from first.</summary>
    /// <returns>The tokens of what it becomes; none where it failed.</returns>
    public IReadOnlyList<(string Name, EncodedRow Encoded)> Look(ShapedRow row)
    {
        try
        {
            if (row.Error is not null)
                throw row.Error;
            var tokens = Encode(row, _encoder);
            if (RowTexts.Of(row, tokens.Count > 0 ? tokens[0].Encoded : null) is { } texts)
                _run.Look(texts);
            return tokens;
        }
        catch (AttuneException e) when (e.Code != ToolErrors.NoTemplate)
        {
            if (!_failures.TryGetValue(e.Code, out var found))
                _failures.Add(e.Code, found = new FindingList(e.Code, _ => (RuleSeverity.Error, false)));
            found.Add(FailureOf(row, e));
            return [];
        }
    }

    /// <summary>What was found: first the rows that are not of their shape or that the template refuses.</summary>
    public DatasetCheckReport End()
    {
        var report = _run.End();
        return report with
        {
            Findings = [.. _failures.Values.SelectMany(failure => failure.Kept), .. report.Findings],
            Unlisted = [.. _failures.Values.SelectMany(failure => failure.Unlisted), .. report.Unlisted],
        };
    }

    private static IReadOnlyList<(string Name, EncodedRow Encoded)> Encode(ShapedRow row, ConversationEncoder? encoder)
    {
        if (encoder is null)
            return [];
        return row.Text is { } text
            ? [("", encoder.Encode(row, text))]
            : [.. row.Conversations.Select(named => (named.Name, encoder.Encode(row, named.Conversation)))];
    }

    /// <summary>At the row, wherever the mistake itself is: a template's place comes with the fact.</summary>
    private static Finding FailureOf(ShapedRow row, AttuneException e)
    {
        var inRow = e.File == row.Data.File && e.Line > 0;
        var fact = inRow || e.File is null ? e.Fact : $"{e.Fact} ({e.File}, line {e.Line}, column {e.Column})";
        return new Finding(e.Code, row.Data.File, inRow ? e.Line : row.Data.Line, inRow ? e.Column : 1, fact, e.Remedy);
    }
}
