using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>What a rule says of one place of a dataset.</summary>
/// <param name="Code">The diagnostic's id.</param>
/// <param name="File">The data file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1: where the row or the field starts.</param>
/// <param name="Fact">What is wrong.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record Finding(string Code, string File, int Line, int Column, string Fact, string Remedy)
{
    /// <summary>How serious it is.</summary>
    public RuleSeverity Severity { get; init; } = RuleSeverity.Error;

    /// <summary>Whether it is an error only because the build treats all warnings as errors.</summary>
    public bool IsRaised { get; init; }

    /// <summary>The form that MSBuild and editors read: <c>file(line,column): warning ATT3050: fact remedy</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Word(Severity)} {Code}: {Fact} {Remedy}";

    /// <summary>MSBuild knows errors and warnings; any other word makes a line that is only shown.</summary>
    internal static string Word(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "suggestion",
    };
}
