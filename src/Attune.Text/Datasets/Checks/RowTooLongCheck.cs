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
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (context, budget) = (rows.Options.ContextLength, rows.Options.MaxTruncatedRows);
        var tooLong = rows.Encoded().Where(row => row.Encoded.Tokens.Count > context).ToList();
        foreach (var (row, encoded) in tooLong)
        {
            var fact = string.Create(CultureInfo.InvariantCulture, $"The row has {encoded.Tokens.Count} tokens and the context holds {context}");
            if (encoded.PromptTokens.Length >= context)
            {
                yield return row.Finding(
                    Code, string.Create(CultureInfo.InvariantCulture, $"{fact}, which the prompt's {encoded.PromptTokens.Length} fill alone."),
                    "Shorten the prompt, or raise ContextLength up to the base model's limit.");
            }
            else if (tooLong.Count <= budget)
            {
                yield return row.Finding(
                    Code, string.Create(CultureInfo.InvariantCulture, $"{fact}: its last {encoded.Tokens.Count - context} are cut, the stop token among them."),
                    string.Create(CultureInfo.InvariantCulture, $"MaxTruncatedRows = {budget} allows it.")) with
                { Severity = RuleSeverity.Warning };
            }
            else
            {
                var over = budget == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {tooLong.Count} rows are longer and MaxTruncatedRows is {budget}");
                yield return row.Finding(Code, fact + over + ".", "Shorten the row, or raise ContextLength up to the base model's limit.");
            }
        }
    }
}
