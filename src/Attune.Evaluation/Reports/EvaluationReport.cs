namespace Attune.Evaluation;

/// <summary>What an evaluation of a tuned model found; the three report writers show the same facts.</summary>
public sealed record EvaluationReport
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The base model's name.</summary>
    public required string Base { get; init; }

    /// <summary>When the evaluation ended.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Named facts in the order to show them: rows, token lengths, template, training, artifact.</summary>
    public required IReadOnlyList<ReportFact> Facts { get; init; }

    /// <summary>The assertions, in declared order.</summary>
    public required IReadOnlyList<AssertionSummary> Assertions { get; init; }

    /// <summary>Other measured values, such as a baseline's accuracy.</summary>
    public IReadOnlyList<ReportFact> Measures { get; init; } = [];

    /// <summary>The training loss by step.</summary>
    public IReadOnlyList<CurvePoint> TrainingLoss { get; init; } = [];

    /// <summary>The held-out loss by step.</summary>
    public IReadOnlyList<CurvePoint> ValidationLoss { get; init; } = [];

    /// <summary>The rows on which the tuned model fails an assertion, with the reasons.</summary>
    public required IReadOnlyList<FailingExample> Failures { get; init; }

    /// <summary>Whether every assertion reaches its threshold.</summary>
    public bool Passed => Assertions.All(assertion => assertion.Passed);
}

/// <summary>One named fact of a report.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value, formatted.</param>
public sealed record ReportFact(string Name, string Value);

/// <summary>A point of a curve.</summary>
/// <param name="Step">The optimizer step, from 1.</param>
/// <param name="Value">The value.</param>
public readonly record struct CurvePoint(int Step, double Value);

/// <summary>How many rows passed.</summary>
/// <param name="Passed">Rows that passed.</param>
/// <param name="Total">All rows.</param>
public readonly record struct PassRate(int Passed, int Total)
{
    /// <summary>The share, 0 to 1; 0 where there are no rows.</summary>
    public double Share => Total == 0 ? 0 : (double)Passed / Total;

    /// <summary>The 95 % Wilson interval.</summary>
    public Interval Interval => Wilson.Compute(Passed, Total);
}

/// <summary>One assertion over all held-out rows, before and after tuning.</summary>
/// <param name="Name">The assertion's name.</param>
/// <param name="AtLeast">The share that must pass.</param>
/// <param name="Before">The base model.</param>
/// <param name="After">The tuned model.</param>
/// <param name="PValue">The exact McNemar p-value of the paired rows.</param>
public sealed record AssertionSummary(string Name, double AtLeast, PassRate Before, PassRate After, double PValue)
{
    /// <summary>Whether the tuned model reaches the threshold.</summary>
    /// <remarks>Compared as counts: 0.9 of 10 rows is 9 rows, whatever 0.9 is in binary. No rows prove nothing, so they do not pass.</remarks>
    public bool Passed => After.Total > 0 && After.Passed >= Math.Ceiling(AtLeast * After.Total - 1e-9);

    /// <summary>Summarises the verdicts of the same rows in the same order.</summary>
    public static AssertionSummary Of(string name, double atLeast, IReadOnlyList<bool> before, IReadOnlyList<bool> after)
    {
        if (before.Count != after.Count)
            throw new ArgumentException($"{before.Count} verdicts before and {after.Count} after do not pair.", nameof(after));
        int passedBefore = 0, passedAfter = 0, onlyBefore = 0, onlyAfter = 0;
        for (var i = 0; i < before.Count; i++)
        {
            passedBefore += before[i] ? 1 : 0;
            passedAfter += after[i] ? 1 : 0;
            onlyBefore += before[i] && !after[i] ? 1 : 0;
            onlyAfter += after[i] && !before[i] ? 1 : 0;
        }

        return new AssertionSummary(
            name, atLeast, new(passedBefore, before.Count), new(passedAfter, after.Count), McNemar.Exact(onlyBefore, onlyAfter));
    }
}

/// <summary>A row on which the tuned model fails.</summary>
/// <param name="Source">The row's place, <c>file(line)</c>.</param>
/// <param name="Prompt">The user's message.</param>
/// <param name="Expected">The answer in the data.</param>
/// <param name="Answer">The model's answer.</param>
/// <param name="Reasons">The failed assertions with their messages.</param>
public sealed record FailingExample(string Source, string Prompt, string Expected, string Answer, IReadOnlyList<ReportFact> Reasons);
