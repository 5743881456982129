using System.Text;

namespace Attune.Text.Datasets.Checks;

/// <summary>The same conversation twice in one part counts double in the loss or in the pass rate.</summary>
public sealed class DuplicateRowCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3055";

    /// <inheritdoc/>
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        var seen = new Dictionary<(DatasetPart, string), EncodedRow>();
        foreach (var row in rows)
        {
            var key = (row.Part, row.Conversation.Text.Text.Normalize(NormalizationForm.FormC));
            if (!seen.TryAdd(key, row))
                yield return new RowProblem(Code, row, $"The row is the same as {seen[key].Source}.", "Delete one of them.");
        }
    }
}
