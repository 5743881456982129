using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Masks;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// A token across the border of an assistant's message is half learned text and half not. Where it is the border before
/// the answer, <see cref="PromptIsNotPrefixCheck"/> says so; this rule is for all other borders.
/// </summary>
public sealed class MergedTokenCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3057";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return RowByRow.OfTokens((row, encoded) => Check(row, encoded, rows.Options));
    }

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded, DatasetCheckOptions options)
    {
        var answer = encoded.Conversation.Messages.Count - 1;
        foreach (var token in LossMask.FindStraddling(encoded.Conversation, encoded.Tokens))
        {
            if (token.AtStart && token.MessageIndex == answer)
                continue;
            yield return row.Finding(
                Code,
                $"The token {options.Show(token.Id)} lies across the {(token.AtStart ? "start" : "end")} of message {token.MessageIndex + 1}, which the assistant wrote.",
                "Let the chat template put a special token or a line break at the border.");
        }
    }
}
