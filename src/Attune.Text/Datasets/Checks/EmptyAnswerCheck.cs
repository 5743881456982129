namespace Attune.Text.Datasets.Checks;

/// <summary>A row whose answer is empty or white space teaches the model to say nothing.</summary>
public sealed class EmptyAnswerCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3050";

    /// <inheritdoc/>
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        foreach (var row in rows)
        {
            if (string.IsNullOrWhiteSpace(row.Answer))
                yield return new RowProblem(Code, row, "The row's answer is empty.", "Write the answer, or delete the row.");
        }
    }
}
