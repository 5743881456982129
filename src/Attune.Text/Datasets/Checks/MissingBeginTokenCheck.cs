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
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (!rows.Options.BeginTokenIsRequired || rows.Options.BeginTokenId is not { } begin)
            yield break;
        foreach (var (row, encoded) in rows.Encoded())
        {
            if (encoded.Tokens.Count == 0 || encoded.Tokens.Ids[0] == begin)
                continue;
            yield return row.Finding(
                Code,
                $"The row starts with {rows.Options.Show(encoded.Tokens.Ids[0])}; the tokenizer begins every text with {rows.Options.Show(begin)}.",
                "Begin the chat template with {{ bos_token }}.");
        }
    }
}
