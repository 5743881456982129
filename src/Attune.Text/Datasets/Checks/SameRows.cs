using System.Text;

namespace Attune.Text.Datasets.Checks;

/// <summary>Finds rows that ask and answer the same as an earlier row of their part.</summary>
internal sealed class SameRows(int expected)
{
    private readonly HashedRows _seen = new(expected);

    /// <summary>The number of the first row that the row looked at is the same as, or -1.</summary>
    public int First { get; private set; } = -1;

    public void Find(CheckedRow row, int number) => First = _seen.FirstOrAdd(Hash(row), number);

    private static ulong Hash(CheckedRow row) =>
        TextHash.Of(row.Question.Normalize(NormalizationForm.FormC), row.Answer.Normalize(NormalizationForm.FormC)) ^ (row.Part == DatasetPart.Test ? 1UL : 0);
}
