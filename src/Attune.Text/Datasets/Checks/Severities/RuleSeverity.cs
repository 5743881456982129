namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>What becomes of a rule's findings.</summary>
public enum RuleSeverity
{
    /// <summary>The rule is off.</summary>
    None,

    /// <summary>Shown by the program, not by the build.</summary>
    Suggestion,

    /// <summary>A warning of the build; it fails nothing unless the project treats warnings as errors.</summary>
    Warning,

    /// <summary>The data is not trained on.</summary>
    Error,
}
