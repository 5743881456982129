namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>An earlier row that a row is nearly the same as.</summary>
/// <param name="Earlier">The earlier one.</param>
/// <param name="Similarity">How much of the texts of both is common, 0 to 1.</param>
internal sealed record SimilarRow(ArchivedRow Earlier, double Similarity);

/// <summary>
/// Finds nearly equal rows in nearly linear time: rows are gathered by parts of a signature (MinHash: Broder 1997), and
/// only rows that share a part are compared, each with a bounded number of others. The same rows give the same pairs.
/// Memory holds the signatures' parts; the texts to compare are read from the archive.
/// </summary>
internal sealed class SimilarRows(RowArchive archive, int expected)
{
    /// <summary>Shared share of the shingles of both texts (Jaccard index) from which two questions are nearly the same.</summary>
    private const double Threshold = 0.85;

    private readonly ShingleIndex _index = new(expected);
    private readonly ArchivedTexts _texts = new(archive);

    /// <summary>The row of the same part that the row looked at is nearly the same as.</summary>
    public SimilarRow? InPart { get; private set; }

    /// <summary>The trained row that the held-out row looked at is nearly the same as.</summary>
    public SimilarRow? Trained { get; private set; }

    /// <summary>Looks for rows like this one, and keeps it for those that come.</summary>
    public void Find(CheckedRow row, int number)
    {
        var inputs = row.Fields.Where(field => field.Role == FieldRole.Input).Select(field => field.Text).ToList();
        var text = ShingleSet.Of(ArchivedTexts.TextOf(inputs, row.Answer));
        Trained = row.Part == DatasetPart.Test
            ? Nearest(text, DatasetPart.Train, earlier => SameInputs(inputs, earlier.Inputs))
            : null;
        InPart = Nearest(text, row.Part, earlier => SameInputs(inputs, earlier.Inputs) && AreAlike(row.Answer, earlier.Answer));
        if (InPart is null)
            _index.Add(text, row.Part, number);
    }

    /// <summary>The row most like a text, the first of equals; null where none is alike enough.</summary>
    private SimilarRow? Nearest(ShingleSet text, DatasetPart part, Func<ArchivedRow, bool> accepts)
    {
        SimilarRow? best = null;
        foreach (var number in _index.Candidates(text, part))
        {
            var similarity = text.SimilarityTo(_texts.Of(number));
            if (similarity >= Threshold && similarity > (best?.Similarity ?? 0) && _texts.Read(number) is { } other && accepts(other))
                best = new SimilarRow(other, similarity);
        }

        return best;
    }

    /// <summary>
    /// Rows of several fields may share a long one, a document or the system's message, and ask different things of it: so
    /// each field must be nearly the same.
    /// </summary>
    private static bool SameInputs(List<string> inputs, IReadOnlyList<string> others) =>
        inputs.Count < 2 || (inputs.Count == others.Count && inputs.Zip(others, AreAlike).All(alike => alike));

    /// <summary>Questions that differ in one name have different answers, and then both are worth learning.</summary>
    private static bool AreAlike(string left, string right) =>
        left == right || ShingleSet.Of(left).SimilarityTo(ShingleSet.Of(right)) >= Threshold;
}
