using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A model whose tokenizer puts a token before every text has never read a text without it.</summary>
public sealed class MissingBeginTokenCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3058";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Options is { BeginTokenIsRequired: true, BeginTokenId: { } begin }
            ? RowByRow.OfTokens((row, encoded) => Check(row, encoded, begin, rows.Options))
            : RowByRow.Nothing;
    }

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded, int begin, DatasetCheckOptions options)
    {
        if (encoded.Tokens.Count == 0 || encoded.Tokens.Ids[0] == begin)
            yield break;
        yield return row.Finding(
            Code,
            $"The row starts with {options.Show(encoded.Tokens.Ids[0])}; the tokenizer begins every text with {options.Show(begin)}.",
            "Begin the chat template with {{ bos_token }}.");
    }
}
