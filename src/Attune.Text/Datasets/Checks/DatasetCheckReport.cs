using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>What the rules found in a dataset.</summary>
/// <param name="Findings">The findings, rule by rule, each rule's in row order.</param>
/// <param name="Statistics">The figures.</param>
public sealed record DatasetCheckReport(IReadOnlyList<Finding> Findings, DatasetStatistics Statistics)
{
    /// <summary>More findings of one rule than a person reads at once; the rest is counted.</summary>
    public const int ShownPerRule = 20;

    /// <summary>Findings beyond the number kept of each rule.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<UnlistedFindings> Unlisted { get; init; } = [];

    /// <summary>Whether the data must not be trained on.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == RuleSeverity.Error);

    /// <summary>The lines to print, errors first: the first <see cref="ShownPerRule"/> of each rule, then one line that counts the rest.</summary>
    public IEnumerable<string> Lines() => LinesOf(Findings, Unlisted);

    /// <summary>How many findings there are of a severity, listed or not.</summary>
    /// <param name="severity">The severity.</param>
    public int Count(RuleSeverity severity) =>
        Findings.Count(finding => finding.Severity == severity) + Unlisted.Where(rule => rule.Severity == severity).Sum(rule => rule.Count);

    /// <summary>The lines to print of these findings.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="unlisted">How many more there are.</param>
    public static IEnumerable<string> LinesOf(IEnumerable<Finding> findings, IReadOnlyList<UnlistedFindings>? unlisted = null)
    {
        var everything = findings.ToList();
        var wayOut = WayOut(everything);
        var groups = everything.GroupBy(finding => (finding.Severity, finding.Code)).OrderByDescending(group => group.Key.Severity);
        foreach (var group in groups)
        {
            var all = group.ToList();
            var more = (unlisted ?? []).FirstOrDefault(rule => (rule.Severity, rule.Code) == group.Key)?.Count ?? 0;
            foreach (var finding in all.Take(ShownPerRule))
            {
                yield return finding + (finding.IsRaised ? wayOut : "");
                if (finding.IsRaised)
                    wayOut = "";
            }

            if (all.Count > ShownPerRule)
            {
                var next = all[ShownPerRule];
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{next.File}({next.Line},{next.Column}): {Finding.Word(next.Severity)} {next.Code}: {all.Count + more - ShownPerRule} more of {next.Code} are not shown; the first of them is here.");
            }
        }
    }

    /// <summary>A person who did not ask for these errors is told once how to have warnings again.</summary>
    private static string WayOut(List<Finding> findings)
    {
        var raised = findings.Where(finding => finding.IsRaised).Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal);
        return $" TreatWarningsAsErrors makes an error of this warning; WarningsNotAsErrors={string.Join(';', raised)} in the project leaves it one.";
    }
}
