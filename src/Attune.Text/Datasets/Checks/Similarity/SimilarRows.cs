namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>A row that is nearly the same as an earlier one.</summary>
/// <param name="Row">The later row; of two parts, the held-out one.</param>
/// <param name="Earlier">The earlier one.</param>
/// <param name="Similarity">How much of the texts of both is common, 0 to 1.</param>
internal sealed record SimilarPair(CheckedRow Row, CheckedRow Earlier, double Similarity);

/// <summary>
/// Finds nearly equal rows in nearly linear time: rows are gathered by parts of a signature (MinHash: Broder 1997), and
/// only rows that share a part are compared, each with a bounded number of others. The same rows give the same pairs.
/// </summary>
internal static class SimilarRows
{
    /// <summary>Shared share of the shingles of both texts (Jaccard index) from which two questions are nearly the same.</summary>
    private const double Threshold = 0.85;

    /// <summary>The pairs: of each row at most one within its part and one with the rows that are trained on.</summary>
    public static IReadOnlyList<SimilarPair> Find(IReadOnlyList<CheckedRow> rows)
    {
        var pairs = new List<SimilarPair>();
        var (train, test) = (new ShingleIndex(), new ShingleIndex());
        foreach (var row in rows.Where(row => row.Part == DatasetPart.Train))
            FindInPart(train, row, ShingleSet.Of(TextOf(row)), pairs);
        foreach (var row in rows.Where(row => row.Part == DatasetPart.Test))
        {
            var text = ShingleSet.Of(TextOf(row));
            if (train.Nearest(text, Threshold, other => SameFields(row, other, FieldRole.Input)) is { } trained)
                pairs.Add(new SimilarPair(row, trained.Row, trained.Similarity));
            FindInPart(test, row, text, pairs);
        }

        return pairs;
    }

    private static void FindInPart(ShingleIndex index, CheckedRow row, ShingleSet text, List<SimilarPair> pairs)
    {
        if (index.Nearest(text, Threshold, other => SameFields(row, other, FieldRole.Input) && SameAnswer(row, other)) is { } near)
            pairs.Add(new SimilarPair(row, near.Row, near.Similarity));
        else
            index.Add(row, text);
    }

    /// <summary>The texts of the row itself; what a prompt says to all rows would make all alike.</summary>
    private static string TextOf(CheckedRow row)
    {
        var asked = string.Join('\n', row.Fields.Where(field => field.Role == FieldRole.Input).Select(field => field.Text));
        return asked.Length > 0 ? asked : row.Answer;
    }

    /// <summary>
    /// Rows of several fields may share a long one, a document or the system's message, and ask different things of it: so
    /// each field must be nearly the same.
    /// </summary>
    private static bool SameFields(CheckedRow row, CheckedRow other, FieldRole role)
    {
        var fields = row.Fields.Where(field => field.Role == role).ToList();
        var others = other.Fields.Where(field => field.Role == role).ToList();
        return fields.Count < 2 || (fields.Count == others.Count && fields.Zip(others, (left, right) => AreAlike(left.Text, right.Text)).All(alike => alike));
    }

    /// <summary>Questions that differ in one name have different answers, and then both are worth learning.</summary>
    private static bool SameAnswer(CheckedRow row, CheckedRow other) => AreAlike(row.Answer, other.Answer);

    private static bool AreAlike(string left, string right) =>
        left == right || ShingleSet.Of(left).SimilarityTo(ShingleSet.Of(right)) >= Threshold;
}
