using Attune.Evaluation;

namespace Attune.Telemetry;

/// <summary>Tells listeners what happens, in order and with the time.</summary>
internal sealed class RunEvents(TimeProvider time, IReadOnlyList<IRunListener> listeners)
{
    /// <summary>Tells nobody.</summary>
    public static RunEvents None { get; } = new(TimeProvider.System, []);

    public void Publish(RunEvent happened)
    {
        if (listeners.Count == 0)
            return;
        var timed = happened with { Time = time.GetUtcNow() };
        foreach (var listener in listeners)
            listener.On(timed);
    }

    public void Phase(string recipe, string phase) => Publish(new PhaseEvent(recipe, phase));

    public void Assertions(EvaluationReport report)
    {
        foreach (var assertion in report.Assertions)
        {
            var interval = assertion.After.Interval;
            Publish(new AssertionEvent(report.Recipe)
            {
                Name = assertion.Name,
                Base = assertion.Before.Share,
                Tuned = assertion.After.Share,
                Low = interval.Low,
                High = interval.High,
                P = assertion.PValue,
                AtLeast = assertion.AtLeast,
                Passed = assertion.Passed,
            });
        }
    }

    /// <summary>The end of a run that has a report: the outcome where every assertion holds, else failed.</summary>
    public void Ended(EvaluationReport report, string outcome, string message)
    {
        var missed = report.Assertions.Where(assertion => !assertion.Passed).Select(assertion => assertion.Name).ToList();
        Publish(missed.Count == 0
            ? new EndedEvent(report.Recipe, outcome, message)
            : new EndedEvent(report.Recipe, RunOutcome.Failed, $"Below the threshold: {string.Join(", ", missed)}."));
    }
}
