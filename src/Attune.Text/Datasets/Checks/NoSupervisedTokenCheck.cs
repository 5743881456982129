namespace Attune.Text.Datasets.Checks;

/// <summary>A row without a target adds nothing, and a batch of them divides by zero.</summary>
public sealed class NoSupervisedTokenCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3051";

    /// <inheritdoc/>
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        foreach (var row in rows)
        {
            if (!row.LossMask.AsSpan().Contains(true))
            {
                yield return new RowProblem(
                    Code, row, "No token of the row is supervised.", "See whether the chat template prints the assistant's content; `inspect` shows the row token by token.");
            }
        }
    }
}
