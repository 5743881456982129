namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>
/// The severities of rules: of the <c>.editorconfig</c> files above a data file, where they name the rule, else the rule's own.
/// </summary>
public sealed class SeverityTable
{
    private readonly EditorConfigTree? _configs;
    private readonly WarningPolicy _warnings;

    private SeverityTable(EditorConfigTree? configs, WarningPolicy warnings)
    {
        _configs = configs;
        _warnings = warnings;
    }

    /// <summary>The rules' own severities.</summary>
    public static SeverityTable Defaults { get; } = new(null, WarningPolicy.None);

    /// <summary>The severities that <c>.editorconfig</c> files give.</summary>
    /// <param name="warnings">What the build says of warnings; null leaves them as they are.</param>
    public static SeverityTable FromEditorConfig(WarningPolicy? warnings = null) =>
        new(new EditorConfigTree(), warnings ?? WarningPolicy.None);

    /// <summary>The <c>.editorconfig</c> files that were read, for a build to watch.</summary>
    public IReadOnlyCollection<string> ReadFiles => _configs?.ReadFiles ?? [];

    /// <summary>The severity of a rule's findings in a file.</summary>
    /// <param name="code">The rule's id.</param>
    /// <param name="file">The data file.</param>
    /// <param name="byDefault">The rule's own severity.</param>
    /// <exception cref="AttuneException">ATT3110: a severity in an <c>.editorconfig</c> is none. ATT3111: the file cannot be read.</exception>
    public RuleSeverity Find(string code, string file, RuleSeverity byDefault) => Judge(code, file, byDefault).Severity;

    /// <summary>The severity, and whether it is an error only because all warnings are.</summary>
    internal (RuleSeverity Severity, bool IsRaised) Judge(string code, string file, RuleSeverity byDefault)
    {
        var own = _configs?.Find(code, file) ?? byDefault;
        return (_warnings.Apply(code, own), _warnings.Raises(code, own));
    }

    /// <summary>Severities in the files read so far that change nothing.</summary>
    internal IEnumerable<Finding> Unused()
    {
        foreach (var finding in _configs?.Unused ?? [])
        {
            var (severity, isRaised) = Judge(finding.Code, finding.File, RuleSeverity.Warning);
            if (severity != RuleSeverity.None)
                yield return finding with { Severity = severity, IsRaised = isRaised };
        }
    }
}
