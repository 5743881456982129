using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>Two begin tokens in a row: a template and a prompt, or a template and a tokenizer, that both write one.</summary>
public sealed class DoubleBeginTokenCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3059";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Options.BeginTokenId is { } begin
            ? RowByRow.OfTokens((row, encoded) => Check(row, encoded, begin, rows.Options))
            : RowByRow.Nothing;
    }

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded, int begin, DatasetCheckOptions options)
    {
        // Where the same token also ends a text, an end and a beginning may meet between two turns.
        var at = encoded.Tokens.Ids.AsSpan().IndexOf([begin, begin]);
        if (at < 0 || (at > 0 && options.StopTokenIds.Contains(begin)))
            yield break;
        yield return row.Finding(
            Code, $"The begin token {options.Show(begin)} stands twice in a row, at tokens {at} and {at + 1}.",
            "Let only the chat template write it, once, at the beginning.");
    }
}
