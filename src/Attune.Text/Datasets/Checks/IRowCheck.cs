using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>One rule over all rows of a dataset. Adding a rule is adding a file, its name in <see cref="RowChecks.All"/> and its page in <c>docs/diagnostics</c>.</summary>
public interface IRowCheck
{
    /// <summary>The diagnostic's id.</summary>
    string Code { get; }

    /// <summary>Its severity where no <c>.editorconfig</c> says otherwise.</summary>
    RuleSeverity Severity { get; }

    /// <summary>Whether <c>.editorconfig</c> may change it. A rule without which training would fail says no.</summary>
    bool IsConfigurable => true;

    /// <summary>Begins a pass over the rows of a dataset.</summary>
    /// <param name="rows">What is known before the first row, and what rules find out together.</param>
    IRowPass Begin(CheckedRows rows);
}

/// <summary>
/// A rule on its way through the rows, each of which it sees once. What it keeps must not grow with the length of texts:
/// datasets are larger than memory.
/// </summary>
public interface IRowPass
{
    /// <summary>Looks at the next row: first all rows that are learned from, then those held out, both in the order of the files. A rule that needs tokens says nothing of rows that have none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="found">What is wrong with it.</param>
    void Look(CheckedRow row, FindingList found);

    /// <summary>Says what only all rows together tell.</summary>
    /// <param name="found">What is wrong, in row order.</param>
    void End(FindingList found)
    {
    }
}
