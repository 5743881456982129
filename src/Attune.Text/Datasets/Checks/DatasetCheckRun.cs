using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// All rules on their way through a dataset that need not be in memory. Beside the row that is looked at, memory holds hashes
/// of rows, about 170 bytes for each, and what was found.
/// </summary>
public sealed class DatasetCheckRun : IDisposable
{
    private readonly DatasetCheckOptions _options;
    private readonly CheckedRows _rows;
    private readonly List<(IRowPass Pass, FindingList Found)> _passes = [];
    private readonly StatisticsCount _statistics;
    private bool _heldOut;

    /// <summary>Begins.</summary>
    /// <param name="files">The files that the rows are from; a rule that is off for all of them is not asked.</param>
    /// <param name="options">What the rules must know besides, and their severities.</param>
    /// <param name="rows">How many rows there will be: few labels are few beside them.</param>
    public DatasetCheckRun(IReadOnlyCollection<string> files, DatasetCheckOptions options, int rows)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _statistics = new StatisticsCount(options);
        _rows = new CheckedRows(options, rows);
        foreach (var check in RowChecks.All)
        {
            if (files.All(file => Judge(check, file).Severity == RuleSeverity.None))
                continue;

            // A rule may itself say that a finding is milder than others of it: a row that the budget lets be cut.
            var found = new FindingList(check.Code, finding => check.IsConfigurable ? Judge(check, finding.File) : (finding.Severity, false));
            _passes.Add((check.Begin(_rows), found));
        }
    }

    /// <summary>Looks at a row.</summary>
    /// <param name="row">The next row, those that are learned from first.</param>
    /// <exception cref="ArgumentException">The row is learned from, and a held-out row came before.</exception>
    public void Look(CheckedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_heldOut && row.Part == DatasetPart.Train)
            throw new ArgumentException("Rows that are learned from come before those held out.", nameof(row));
        _heldOut = row.Part == DatasetPart.Test;
        _rows.MoveTo(row);
        _statistics.Add(row);
        foreach (var (pass, found) in _passes)
            pass.Look(row, found);
    }

    /// <summary>What was found, rule by rule, and the figures.</summary>
    public DatasetCheckReport End()
    {
        foreach (var (pass, found) in _passes)
            pass.End(found);
        return new DatasetCheckReport([.. _passes.SelectMany(rule => rule.Found.Kept), .. _options.Severities.Unused()], _statistics.End())
        {
            Unlisted = [.. _passes.SelectMany(rule => rule.Found.Unlisted)],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private (RuleSeverity Severity, bool IsRaised) Judge(IRowCheck check, string file) =>
        check.IsConfigurable ? _options.Severities.Judge(check.Code, file, check.Severity) : (check.Severity, false);
}
