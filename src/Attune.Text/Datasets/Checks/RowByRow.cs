namespace Attune.Text.Datasets.Checks;

/// <summary>The pass of a rule that needs to know one row at a time.</summary>
internal sealed class RowByRow : IRowPass
{
    private readonly Func<CheckedRow, IEnumerable<Finding>> _check;

    private RowByRow(Func<CheckedRow, IEnumerable<Finding>> check) => _check = check;

    /// <summary>A rule that has nothing to say.</summary>
    public static RowByRow Nothing { get; } = new(static _ => []);

    public static RowByRow Of(Func<CheckedRow, IEnumerable<Finding>> check) => new(check);

    /// <summary>A rule over tokens.</summary>
    public static RowByRow OfTokens(Func<CheckedRow, EncodedRow, IEnumerable<Finding>> check) =>
        new(row => row.Encoded is { } encoded ? check(row, encoded) : []);

    /// <summary>A rule over each text that a model sees.</summary>
    public static RowByRow OfTexts(Func<CheckedRow, RowField, Finding?> check) => new(row => Texts(row, check));

    public void Look(CheckedRow row, FindingList found)
    {
        foreach (var finding in _check(row))
            found.Add(finding);
    }

    private static IEnumerable<Finding> Texts(CheckedRow row, Func<CheckedRow, RowField, Finding?> check)
    {
        foreach (var field in row.SeenFields)
        {
            if (check(row, field) is { } finding)
                yield return finding;
        }
    }
}
