using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>What one rule has found. Beyond a number that nobody reads, findings are counted and not kept.</summary>
public sealed class FindingList
{
    /// <summary>Findings kept of each severity.</summary>
    public const int MostKept = 10_000;

    private readonly Func<Finding, (RuleSeverity Severity, bool IsRaised)> _judge;
    private readonly List<Finding> _kept = [];
    private readonly SortedDictionary<RuleSeverity, int> _counts = [];

    internal FindingList(string code, Func<Finding, (RuleSeverity Severity, bool IsRaised)> judge)
    {
        Code = code;
        _judge = judge;
    }

    /// <summary>The rule's id.</summary>
    public string Code { get; }

    /// <summary>Those kept, as they were found.</summary>
    public IReadOnlyList<Finding> Kept => _kept;

    /// <summary>How many were found beyond those kept.</summary>
    internal IEnumerable<UnlistedFindings> Unlisted =>
        _counts.Select(count => new UnlistedFindings(Code, count.Key, count.Value - _kept.Count(finding => finding.Severity == count.Key))).Where(more => more.Count > 0);

    /// <summary>Takes a finding, unless its file's severity table turns the rule off.</summary>
    /// <param name="finding">The finding.</param>
    public void Add(Finding finding) => Add(finding, times: 1);

    /// <summary>Takes a finding that stands for several.</summary>
    internal void Add(Finding finding, int times)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var (severity, isRaised) = _judge(finding);
        if (severity == RuleSeverity.None)
            return;
        var count = _counts[severity] = _counts.GetValueOrDefault(severity) + times;
        if (count - times < MostKept)
            _kept.Add(finding with { Severity = severity, IsRaised = isRaised });
    }

    /// <summary>A list for findings of the same rule that may turn out to be none.</summary>
    internal FindingList Pending() => new(Code, _judge);

    /// <summary>Takes what turned out to be true.</summary>
    internal void Take(FindingList? pending)
    {
        if (pending is null)
            return;
        _kept.AddRange(pending._kept);
        foreach (var (severity, count) in pending._counts)
            _counts[severity] = _counts.GetValueOrDefault(severity) + count;
    }
}

/// <summary>Findings that were counted and not kept.</summary>
/// <param name="Code">The rule's id.</param>
/// <param name="Severity">Their severity.</param>
/// <param name="Count">How many.</param>
public sealed record UnlistedFindings(string Code, RuleSeverity Severity, int Count);
