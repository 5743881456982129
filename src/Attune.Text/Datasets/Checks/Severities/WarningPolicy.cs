namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>What a build says of warnings as a whole, after <c>.editorconfig</c>: MSBuild's properties of the same names.</summary>
public sealed record WarningPolicy
{
    /// <summary>Warnings are warnings and errors are errors.</summary>
    public static WarningPolicy None { get; } = new();

    /// <summary>Whether every warning is an error.</summary>
    public bool TreatWarningsAsErrors { get; init; }

    /// <summary>Ids whose warnings are errors.</summary>
    public IReadOnlySet<string> WarningsAsErrors { get; init; } = new HashSet<string>();

    /// <summary>Ids that are warnings where they would be errors; they win.</summary>
    public IReadOnlySet<string> WarningsNotAsErrors { get; init; } = new HashSet<string>();

    /// <summary>Whether a finding is an error only because all warnings are.</summary>
    internal bool Raises(string code, RuleSeverity severity) =>
        severity == RuleSeverity.Warning && TreatWarningsAsErrors && !WarningsAsErrors.Contains(code) && !WarningsNotAsErrors.Contains(code);

    internal RuleSeverity Apply(string code, RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error when WarningsNotAsErrors.Contains(code) => RuleSeverity.Warning,
        RuleSeverity.Warning when !WarningsNotAsErrors.Contains(code) && (TreatWarningsAsErrors || WarningsAsErrors.Contains(code)) => RuleSeverity.Error,
        _ => severity,
    };
}
