namespace Attune.Training;

/// <summary>The errors that end a run, each with the rows that led to it.</summary>
internal static class TrainingFailure
{
    private const int MostRowsNamed = 8;

    public static AttuneException NotFinite(int step, string fact, IReadOnlyList<string> rows) => new(
        "ATT4203",
        $"At step {step} the {fact}{Rows(rows)}.",
        "Lower the learning rate, or look at these rows; the last checkpoint is from before and stays.");

    public static AttuneException NothingToLearn(int step, IReadOnlyList<string> rows) => new(
        "ATT4201",
        $"The batch of step {step} has no token to learn from{Rows(rows)}.",
        "Documents need at least two tokens, and rows an answer.");

    private static string Rows(IReadOnlyList<string> rows)
    {
        if (rows.Count == 0)
            return "";
        string named = string.Join(", ", rows.Take(MostRowsNamed));
        return rows.Count > MostRowsNamed ? $" (rows {named} and {rows.Count - MostRowsNamed} more)" : $" (rows {named})";
    }
}
