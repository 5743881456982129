using System.Diagnostics.Metrics;

namespace Attune.Telemetry;

/// <summary>The numbers of a run as instruments of the meter "Attune".</summary>
internal sealed class RunMetrics : IRunListener, IDisposable
{
    public const string MeterName = "Attune";

    private readonly Meter _meter = new(MeterName);
    private readonly Gauge<double> _loss, _heldOutLoss, _gradientNorm, _learningRate, _throughput, _epoch, _timeLeft, _passRate;

    public RunMetrics()
    {
        _loss = _meter.CreateGauge<double>("attune.training.loss", "{nat}", "Mean loss of a batch's supervised tokens");
        _heldOutLoss = _meter.CreateGauge<double>("attune.training.held_out_loss", "{nat}", "Mean loss of the rows that are watched");
        _gradientNorm = _meter.CreateGauge<double>("attune.training.gradient_norm", "1", "Norm of all gradients together, before clipping");
        _learningRate = _meter.CreateGauge<double>("attune.training.learning_rate", "1", "Learning rate of the last update");
        _throughput = _meter.CreateGauge<double>("attune.training.throughput", "{token}/s", "Tokens per second of training");
        _epoch = _meter.CreateGauge<double>("attune.training.epoch", "{epoch}", "Epochs done");
        _timeLeft = _meter.CreateGauge<double>("attune.training.time_left", "s", "Estimated time to the last step");
        _passRate = _meter.CreateGauge<double>("attune.evaluation.pass_rate", "1", "Share of held-out rows for which an assertion holds");
        _meter.CreateObservableUpDownCounter("process.memory.usage", () => Environment.WorkingSet, "By", "Physical memory of the process");
    }

    public void On(RunEvent happened)
    {
        var recipe = new KeyValuePair<string, object?>("attune.recipe", happened.Recipe);
        switch (happened)
        {
            case StepEvent step:
                _loss.Record(step.Loss, recipe);
                if (step.HeldOutLoss is { } heldOut)
                    _heldOutLoss.Record(heldOut, recipe);
                _gradientNorm.Record(step.GradientNorm, recipe);
                _learningRate.Record(step.LearningRate, recipe);
                _throughput.Record(step.TokensPerSecond, recipe);
                _epoch.Record(step.Epoch, recipe);
                _timeLeft.Record(step.SecondsLeft, recipe);
                break;
            case AssertionEvent assertion:
                var name = new KeyValuePair<string, object?>("attune.assertion", assertion.Name);
                _passRate.Record(assertion.Base, recipe, name, new("attune.model", "base"));
                _passRate.Record(assertion.Tuned, recipe, name, new("attune.model", "tuned"));
                break;
        }
    }

    public void Dispose() => _meter.Dispose();
}
