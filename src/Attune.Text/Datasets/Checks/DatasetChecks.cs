using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>The one door to all rules; a project's build and the command-line tool come through it.</summary>
public static class DatasetChecks
{
    /// <summary>Runs every rule that is on.</summary>
    /// <param name="rows">The rows, train and test, in the order of the files.</param>
    /// <param name="options">What the rules must know besides, and their severities.</param>
    /// <returns>What was found, rule by rule, and the figures.</returns>
    public static DatasetCheckReport Run(IReadOnlyList<CheckedRow> rows, DatasetCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        var all = new CheckedRows(rows, options);
        var files = rows.Select(row => row.File).Distinct(StringComparer.Ordinal).ToList();
        var findings = new List<Finding>();
        foreach (var check in RowChecks.All)
        {
            if (files.TrueForAll(file => SeverityOf(check, file, options.Severities) == RuleSeverity.None))
                continue;
            foreach (var finding in check.Check(all))
            {
                // A rule may itself say that a finding is milder than others of it: a row that the budget lets be cut.
                var severity = check.IsConfigurable ? SeverityOf(check, finding.File, options.Severities) : finding.Severity;
                if (severity != RuleSeverity.None)
                    findings.Add(finding with { Severity = severity });
            }
        }

        return new DatasetCheckReport(findings, DatasetStatistics.Of(rows, options));
    }

    private static RuleSeverity SeverityOf(IRowCheck check, string file, SeverityTable table) =>
        check.IsConfigurable ? table.Find(check.Code, file, check.Severity) : check.Severity;
}
