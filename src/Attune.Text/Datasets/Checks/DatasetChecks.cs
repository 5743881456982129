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
            if (files.TrueForAll(file => Judge(check, file, options.Severities).Severity == RuleSeverity.None))
                continue;
            foreach (var finding in check.Check(all))
            {
                // A rule may itself say that a finding is milder than others of it: a row that the budget lets be cut.
                var (severity, isRaised) = check.IsConfigurable ? Judge(check, finding.File, options.Severities) : (finding.Severity, false);
                if (severity != RuleSeverity.None)
                    findings.Add(finding with { Severity = severity, IsRaised = isRaised });
            }
        }

        findings.AddRange(options.Severities.Unused());
        return new DatasetCheckReport(findings, DatasetStatistics.Of(rows, options));
    }

    private static (RuleSeverity Severity, bool IsRaised) Judge(IRowCheck check, string file, SeverityTable table) =>
        check.IsConfigurable ? table.Judge(check.Code, file, check.Severity) : (check.Severity, false);
}
