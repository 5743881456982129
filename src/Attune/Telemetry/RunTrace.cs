using System.Diagnostics;
using System.Globalization;

namespace Attune.Telemetry;

/// <summary>
/// Makes a trace of a run's events: the verb and recipe at the top, below it load, check, tune with its epochs, and evaluate
/// with the answers of base and tuned model.
/// </summary>
internal sealed class RunTrace(string verb) : IRunListener, IDisposable
{
    public const string SourceName = "Attune";

    private static readonly HashSet<string> PartsOfEvaluation = [RunPhase.Base, RunPhase.Tuned, RunPhase.Evaluate];

    private readonly ActivitySource _source = new(SourceName);
    private readonly Stack<Activity> _open = new();
    private DateTimeOffset _epochStart;
    private int _epoch;

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case PhaseEvent phase:
                OnPhase(phase);
                break;
            case StepEvent step:
                OnStep(step);
                break;
            case AssertionEvent assertion:
                OnAssertion(assertion);
                break;
            case EndedEvent ended:
                OnEnded(ended);
                break;
        }
    }

    public void Dispose()
    {
        CloseTo(0, default);
        _source.Dispose();
    }

    private void OnPhase(PhaseEvent phase)
    {
        if (_open.Count == 0)
            Open($"{verb} {phase.Recipe}", phase.Time)?.SetTag("attune.recipe", phase.Recipe).SetTag("attune.verb", verb);
        var isEvaluating = PartsOfEvaluation.Contains(phase.Phase);
        var staysIn = isEvaluating && _open.Any(activity => activity.OperationName == RunPhase.Evaluate) ? 2 : 1;
        CloseTo(staysIn, phase.Time);
        if (isEvaluating && staysIn == 1)
            Open(RunPhase.Evaluate, phase.Time);
        Open(phase.Phase == RunPhase.Evaluate ? "assertions" : phase.Phase, phase.Time);
        (_epoch, _epochStart) = (0, phase.Time);
    }

    private void OnStep(StepEvent step)
    {
        var epoch = Math.Max(1, (int)Math.Ceiling(step.Epoch));
        if (epoch != _epoch)
        {
            CloseTo(2, _epochStart);
            Open(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}"), _epochStart);
            _epoch = epoch;
        }

        _epochStart = step.Time; // of the next epoch, if this is the last step
        if (_open.TryPeek(out var span))
            span.SetTag("attune.training.step", step.Step).SetTag("attune.training.loss", step.Loss).SetTag("attune.training.held_out_loss", step.HeldOutLoss);
    }

    private void OnAssertion(AssertionEvent assertion)
    {
        if (!_open.TryPeek(out var span))
            return;
        var tags = new ActivityTagsCollection
        {
            ["attune.assertion"] = assertion.Name,
            ["attune.assertion.base"] = assertion.Base,
            ["attune.assertion.tuned"] = assertion.Tuned,
            ["attune.assertion.passed"] = assertion.Passed,
        };
        span.AddEvent(new ActivityEvent("assertion", assertion.Time, tags));
    }

    private void OnEnded(EndedEvent ended)
    {
        CloseTo(1, ended.Time);
        if (_open.TryPeek(out var run))
        {
            run.SetTag("attune.outcome", ended.Outcome);
            if (ended.Outcome == RunOutcome.Failed)
                run.SetStatus(ActivityStatusCode.Error, ended.Message);
        }

        CloseTo(0, ended.Time);
    }

    private Activity? Open(string name, DateTimeOffset start)
    {
        var parent = _open.TryPeek(out var top) ? top.Context : default;
        var activity = _source.StartActivity(name, ActivityKind.Internal, parent, startTime: start);
        if (activity is not null)
            _open.Push(activity);
        return activity;
    }

    private void CloseTo(int depth, DateTimeOffset end)
    {
        while (_open.Count > depth)
        {
            var activity = _open.Pop();
            if (end != default)
                activity.SetEndTime(end.UtcDateTime);
            activity.Dispose();
        }
    }
}
