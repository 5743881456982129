using Microsoft.Extensions.Logging;

namespace Attune.Telemetry;

/// <summary>Writes start, epochs, assertions and end of a run as structured log records.</summary>
internal sealed partial class RunLog(string verb, ILogger logger) : IRunListener
{
    private string? _recipe;
    private int? _epochsDone;

    public void On(RunEvent happened)
    {
        if (_recipe != happened.Recipe)
        {
            (_recipe, _epochsDone) = (happened.Recipe, null);
            Started(logger, verb, happened.Recipe);
        }

        switch (happened)
        {
            case StepEvent step:
                OnStep(step);
                break;
            case AssertionEvent { Passed: true } assertion:
                AssertionHolds(logger, assertion.Recipe, assertion.Name, assertion.Base, assertion.Tuned, assertion.AtLeast);
                break;
            case AssertionEvent assertion:
                AssertionFails(logger, assertion.Recipe, assertion.Name, assertion.Base, assertion.Tuned, assertion.AtLeast);
                break;
            case EndedEvent { Outcome: RunOutcome.Failed } ended:
                Failed(logger, ended.Recipe, ended.Message);
                break;
            case EndedEvent ended:
                Ended(logger, ended.Recipe, ended.Outcome, ended.Message);
                break;
        }
    }

    private void OnStep(StepEvent step)
    {
        // A run that goes on from a checkpoint begins inside an epoch.
        _epochsDone ??= (int)Math.Ceiling(step.Epoch) - 1;
        var done = (int)Math.Floor(step.Epoch);
        if (done <= _epochsDone)
            return;
        _epochsDone = done;
        EpochDone(logger, step.Recipe, done, step.Step, step.Steps, step.Loss);
    }

    [LoggerMessage(1, LogLevel.Information, "{Verb} {Recipe} started")]
    private static partial void Started(ILogger logger, string verb, string recipe);

    [LoggerMessage(2, LogLevel.Information, "{Recipe}: epoch {Epoch} done after step {Step} of {Steps}, loss {Loss:0.000}")]
    private static partial void EpochDone(ILogger logger, string recipe, int epoch, int step, int steps, double loss);

    [LoggerMessage(3, LogLevel.Information, "{Recipe}: {Assertion} holds for {Tuned:P1} of the held-out rows (base {Base:P1}, at least {AtLeast:P1})")]
    private static partial void AssertionHolds(ILogger logger, string recipe, string assertion, double @base, double tuned, double atLeast);

    [LoggerMessage(4, LogLevel.Warning, "{Recipe}: {Assertion} holds for only {Tuned:P1} of the held-out rows (base {Base:P1}, at least {AtLeast:P1})")]
    private static partial void AssertionFails(ILogger logger, string recipe, string assertion, double @base, double tuned, double atLeast);

    [LoggerMessage(5, LogLevel.Information, "{Recipe}: {Outcome}. {Message}")]
    private static partial void Ended(ILogger logger, string recipe, string outcome, string message);

    [LoggerMessage(6, LogLevel.Error, "{Recipe} failed: {Message}")]
    private static partial void Failed(ILogger logger, string recipe, string message);
}
