using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// A row that does not fit is an error, since cutting it loses the stop token, unless the truncation budget allows it;
/// then it is named. A row whose prompt alone fills the context has nothing left to learn: no budget allows it.
/// </summary>
public sealed class RowTooLongCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3054";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <summary>The model cannot take such a row, so there is nothing to choose.</summary>
    public bool IsConfigurable => false;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code, rows.Options);
    }

    private sealed class Pass(string code, DatasetCheckOptions options) : IRowPass
    {
        private readonly List<(RowSpot Row, int Tokens, int Prompt)> _tooLong = [];

        public void Look(CheckedRow row, FindingList found)
        {
            if (row.Encoded is { } encoded && encoded.Tokens.Count > options.ContextLength)
                _tooLong.Add((new RowSpot(row.File, row.Line, row.Column), encoded.Tokens.Count, encoded.PromptTokens.Length));
        }

        public void End(FindingList found)
        {
            foreach (var (row, tokens, prompt) in _tooLong)
                found.Add(Finding(row, tokens, prompt));
        }

        private Finding Finding(RowSpot row, int tokens, int prompt)
        {
            var (context, budget) = (options.ContextLength, options.MaxTruncatedRows);
            var fact = string.Create(CultureInfo.InvariantCulture, $"The row has {tokens} tokens and the context holds {context}");
            if (prompt >= context)
            {
                return row.Finding(
                    code, string.Create(CultureInfo.InvariantCulture, $"{fact}, which the prompt's {prompt} fill alone."),
                    "Shorten the prompt, or raise ContextLength up to the base model's limit.");
            }

            if (_tooLong.Count <= budget)
            {
                return row.Finding(
                    code, string.Create(CultureInfo.InvariantCulture, $"{fact}: its last {tokens - context} are cut, the stop token among them."),
                    string.Create(CultureInfo.InvariantCulture, $"MaxTruncatedRows = {budget} allows it.")) with
                { Severity = RuleSeverity.Warning };
            }

            var over = budget == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {_tooLong.Count} rows are longer and MaxTruncatedRows is {budget}");
            return row.Finding(code, fact + over + ".", "Shorten the row, or raise ContextLength up to the base model's limit.");
        }
    }
}
