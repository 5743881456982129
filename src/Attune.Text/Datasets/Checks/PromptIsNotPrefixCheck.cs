using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Masks;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// The tokens that inference starts from must be the beginning of the tokens trained on, else the model is asked in a
/// form that it has never seen.
/// </summary>
public sealed class PromptIsNotPrefixCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3053";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return RowByRow.OfTokens((row, encoded) => Check(row, encoded, rows.Options));
    }

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded, DatasetCheckOptions options)
    {
        var common = encoded.PromptTokens.AsSpan().CommonPrefixLength(encoded.Tokens.Ids);
        if (common == encoded.PromptTokens.Length)
            yield break;
        if (MergedAt(encoded, common) is { } merged)
        {
            yield return row.AnswerFinding(
                Code,
                $"The end of the prompt and the start of the answer are one token, {options.Show(merged.Id)}; inference starts with {options.Show(encoded.PromptTokens[common])} instead.",
                "Let the prompt end on a token border: a line break or a special token before the answer, and no blank at the end of the prompt.");
            yield break;
        }

        var trained = common < encoded.Tokens.Count ? options.Show(encoded.Tokens.Ids[common]) : "the end";
        yield return row.Finding(
            Code,
            $"Training and inference differ at token {common}: inference has {options.Show(encoded.PromptTokens[common])}, training has {trained}.",
            "The generation prompt must end where the answer begins, on a token border; change the chat template or the prompt's last characters.");
    }

    private static StraddlingToken? MergedAt(EncodedRow row, int index) =>
        LossMask.FindStraddling(row.Conversation, row.Tokens).FirstOrDefault(token => token.AtStart && token.Index == index);
}
