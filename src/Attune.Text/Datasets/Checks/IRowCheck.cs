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

    /// <summary>What is wrong, in row order. A rule that needs tokens says nothing of rows that have none.</summary>
    IEnumerable<Finding> Check(CheckedRows rows);
}
