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
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        foreach (var row in rows)
        {
            var common = row.PromptTokens.AsSpan().CommonPrefixLength(row.Tokens.Ids);
            if (common == row.PromptTokens.Length)
                continue;
            var trained = common < row.Tokens.Ids.Length ? context.TokenText(row.Tokens.Ids[common]) : "the end";
            yield return new RowProblem(
                Code, row,
                $"Training and inference differ at token {common}: inference has {context.TokenText(row.PromptTokens[common])}, training has {trained}.",
                "The generation prompt must end where the answer begins, on a token border; change the chat template or the prompt's last characters.");
        }
    }
}
