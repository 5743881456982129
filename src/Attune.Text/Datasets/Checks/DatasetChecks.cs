namespace Attune.Text.Datasets.Checks;

/// <summary>All rules over rows that are in memory; <see cref="DatasetCheckRun"/> is for any number of rows.</summary>
public static class DatasetChecks
{
    /// <summary>Runs every rule that is on.</summary>
    /// <param name="rows">The rows, in the order of the files.</param>
    /// <param name="options">What the rules must know besides, and their severities.</param>
    /// <returns>What was found, rule by rule: first in the rows that are learned from, then in those held out.</returns>
    public static DatasetCheckReport Run(IReadOnlyList<CheckedRow> rows, DatasetCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var run = new DatasetCheckRun([.. rows.Select(row => row.File).Distinct(StringComparer.Ordinal)], options, rows.Count);
        foreach (var part in new[] { DatasetPart.Train, DatasetPart.Test })
        {
            foreach (var row in rows.Where(row => row.Part == part))
                run.Look(row);
        }

        return run.End();
    }
}
