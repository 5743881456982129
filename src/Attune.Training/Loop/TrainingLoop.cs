using System.Globalization;
using Attune.Models;

namespace Attune.Training;

/// <summary>
/// The loop of every method: batch, gradients, clipping, update, and at intervals validation and a checkpoint. It goes on
/// from the newest checkpoint where there is one, to the same bits as if it had never stopped. What a batch is and what
/// its loss is, it does not know.
/// </summary>
public sealed class TrainingLoop
{
    private readonly ICausalLanguageModel _model;
    private readonly IBatchSource _train;
    private readonly IBatchSource? _validation;
    private readonly TrainingOptions _options;
    private readonly IOptimizer _optimizer;
    private readonly ISchedule _schedule;
    private readonly ITrainingObserver _observer;
    private readonly OptimizedParameters _parameters;
    private readonly BestWeights _best;
    private readonly TrainingCheckpoint? _checkpoint;
    private readonly GradientPass _gradients;
    private readonly AdapterWatch _adapters;
    private readonly SpeedMeter _speed = new();
    private readonly int _totalSteps;
    private readonly string _stateFolder;
    private TrainingState _state = new();
    private TimeSpan _earlier;
    private long _started;

    /// <summary>Prepares a run. What is trained are the model's parameters marked trainable.</summary>
    /// <param name="model">The model; an adapter, if one is trained, is attached already.</param>
    /// <param name="train">The training data.</param>
    /// <param name="validation">The validation data, in a fixed order, or null.</param>
    /// <param name="options">Steps, intervals, seed.</param>
    /// <param name="optimizer">The optimizer, with the peak learning rate.</param>
    /// <param name="schedule">The learning rate over time.</param>
    /// <param name="checkpoints">Where checkpoints are kept, or null for none.</param>
    /// <param name="observer">Who hears of it, or null.</param>
    /// <exception cref="AttuneException">ATT4200: an option is out of range.</exception>
    /// <exception cref="ArgumentException">The model has no trainable parameter.</exception>
    public TrainingLoop(
        ICausalLanguageModel model, IBatchSource train, IBatchSource? validation, TrainingOptions options,
        IOptimizer optimizer, ISchedule schedule, CheckpointStore? checkpoints = null, ITrainingObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(optimizer);
        options.Validate();
        (_model, _train, _validation, _options, _optimizer, _schedule) = (model, train, validation, options, optimizer, schedule);
        _observer = observer ?? SilentObserver.Instance;
        TrainedTensor[] trained =
        [
            .. model.Parameters.Where(parameter => parameter.Trainable)
                .Select(parameter => new TrainedTensor(parameter.Name, parameter.Value)),
        ];
        if (trained.Length == 0)
            throw new ArgumentException("The model has no trainable parameter.", nameof(model));
        if (schedule is IFeedbackSchedule && validation is null)
        {
            throw new AttuneException(
                "ATT4200", "The schedule follows the validation loss, and there is no validation data.",
                "Hold rows out, or choose a schedule that is a function of the step.");
        }

        _parameters = new OptimizedParameters(trained, optimizer, train.BatchesPerEpoch);
        _stateFolder = checkpoints?.Folder ?? Path.GetTempPath();
        _best = new BestWeights(trained);
        _checkpoint = checkpoints is null ? null : new TrainingCheckpoint(checkpoints, _parameters, _best);
        _gradients = new GradientPass(model, options.Seed, options.RecomputesLayers);
        _adapters = new AdapterWatch(model);
        _totalSteps = options.TotalSteps(train.BatchesPerEpoch);
    }

    private bool ShouldStop => _options.Patience > 0 && _state.EvaluationsWithoutProgress >= _options.Patience;

    private TimeSpan Elapsed => _earlier + _options.Clock.GetElapsedTime(_started);

    /// <summary>Trains to the end. The model's parameters are changed in place.</summary>
    /// <param name="cancellation">Ends the run after the step under way, with a checkpoint.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; run again to go on.</exception>
    /// <exception cref="AttuneException">
    /// ATT4201: a batch has nothing to learn from. ATT4203: a loss or gradient is not a finite number.
    /// ATT4204: an adapter does not learn. ATT4210: a checkpoint
    /// cannot be written. ATT4211: the checkpoints belong to another run. ATT4212: the metrics file cannot be written.
    /// ATT4214: the optimizer's state cannot be kept in a file.
    /// </exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        _started = _options.Clock.GetTimestamp();
        using var state = _parameters.Open(_stateFolder);
        Resume();
        using var metrics = MetricsFile.Open(_options.MetricsPath, _state.Step);
        while (_state.Step < _totalSteps && !ShouldStop)
        {
            TakeStep(metrics);
            if (IsDue(_options.EvaluateEverySteps > 0 ? _options.EvaluateEverySteps : _train.BatchesPerEpoch))
                Evaluate(metrics);
            if (IsDue(_options.CheckpointEverySteps) || ShouldStop || cancellation.IsCancellationRequested)
                Save();
            cancellation.ThrowIfCancellationRequested();
        }

        if (_options.Patience > 0)
            _best.Restore();
        return new TrainingResult
        {
            Reason = _state.Step < _totalSteps ? StopReason.EarlyStopped : StopReason.Completed,
            Steps = _state.Step,
            TotalSteps = _totalSteps,
            FinalLoss = _state.Loss,
            BestValidationLoss = _state.BestLoss,
            BestStep = _state.BestStep,
            Tokens = _state.Tokens,
            Elapsed = Elapsed,
        };
    }

    private bool IsDue(int interval) => _state.Step == _totalSteps || (interval > 0 && _state.Step % interval == 0);

    private void Resume()
    {
        string fingerprint = _checkpoint is null
            ? ""
            : RunFingerprint.Compute(_parameters.Parameters, _options, _optimizer, _schedule, _train, _validation);
        _state = new TrainingState
        {
            TotalSteps = _totalSteps,
            Seed = _options.Seed,
            Fingerprint = fingerprint,
            Feedback = (_schedule as IFeedbackSchedule)?.Begin,
        };
        if (_checkpoint?.Restore(fingerprint, _observer) is not { } saved)
            return;
        _state = saved;
        _earlier = TimeSpan.FromSeconds(saved.Seconds);
        _observer.OnMessage(string.Create(CultureInfo.InvariantCulture, $"Going on from the checkpoint of step {saved.Step} of {_totalSteps}."));
    }

    private void TakeStep(MetricsFile metrics)
    {
        long begin = _options.Clock.GetTimestamp();
        var batch = _train.GetBatch(_state.Step);
        if (batch.SupervisedTokens == 0)
            throw TrainingFailure.NothingToLearn(_state.Step + 1, batch.Sources);
        double loss = _gradients.Run(batch, _state.Step);
        double norm = _parameters.GradientNorm();
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
            throw Failed(_state.Step + 1, loss, norm, batch);
        if (_options.MaxGradientNorm > 0)
            _parameters.ClipGradients(norm, _options.MaxGradientNorm);
        if (_options.MaxGradientValue > 0)
            _parameters.ClipGradientValues(_options.MaxGradientValue);
        double rate = _optimizer.LearningRate * _schedule.Factor(_state.Step, _totalSteps) * (_state.Feedback?.Factor ?? 1);
        bool someWait = _parameters.SomeWait;
        _parameters.Step(rate, (_schedule as IMomentumSchedule)?.Momentum(_state.Step, _totalSteps));
        if (!someWait)
            _adapters.AfterStep(_state.Step + 1, rate);
        int step = _state.Step + 1, tokens = batch.TokenCount;
        _state = _state with
        {
            Step = step,
            Epoch = step / _train.BatchesPerEpoch,
            Batch = step % _train.BatchesPerEpoch,
            Tokens = _state.Tokens + tokens,
            Loss = loss,
        };
        _speed.Add(tokens, _options.Clock.GetElapsedTime(begin));
        var report = new TrainingStep
        {
            Step = step,
            TotalSteps = _totalSteps,
            Epoch = (double)step / _train.BatchesPerEpoch,
            Loss = loss,
            LearningRate = rate,
            GradientNorm = norm,
            Tokens = tokens,
            SupervisedTokens = batch.SupervisedTokens,
            TokensPerSecond = _speed.TokensPerSecond,
            Elapsed = Elapsed,
            Remaining = _speed.Remaining(_totalSteps - step),
        };
        metrics.Write(report);
        _observer.OnStep(report);
    }

    private void Evaluate(MetricsFile metrics)
    {
        if (_validation is null)
            return;
        long begin = _options.Clock.GetTimestamp();
        var (loss, tokens) = ValidationLoss.Measure(_model, _validation);
        if (!double.IsFinite(loss))
            throw TrainingFailure.NotFinite(_state.Step, $"validation loss is {loss}", []);
        bool isBest = loss < (_state.BestLoss ?? double.PositiveInfinity);
        _state = isBest
            ? _state with { BestLoss = loss, BestStep = _state.Step, EvaluationsWithoutProgress = 0 }
            : _state with { EvaluationsWithoutProgress = _state.EvaluationsWithoutProgress + 1 };
        if (isBest && _options.Patience > 0)
            _best.Remember();
        if (_state.Feedback is { } known && _schedule is IFeedbackSchedule schedule)
            _state = _state with { Feedback = schedule.After(known, loss) };
        var report = new TrainingEvaluation(_state.Step, loss, tokens, isBest, _options.Clock.GetElapsedTime(begin));
        metrics.Write(report);
        _observer.OnEvaluation(report);
    }

    private void Save()
    {
        if (_checkpoint is null)
            return;
        _state = _state with { Seconds = Elapsed.TotalSeconds };
        _observer.OnCheckpoint(_checkpoint.Save(_state, _options.KeepCheckpoints));
    }

    private AttuneException Failed(int step, double loss, double norm, TrainingBatch batch)
    {
        _parameters.DropGradients();
        string fact = double.IsFinite(loss) ? $"gradient norm is {norm}" : $"loss is {loss}";
        return TrainingFailure.NotFinite(step, fact, batch.Sources);
    }
}
