using Attune.Models;

namespace Attune.Training;

/// <summary>Supervised fine-tuning: the loss is cross-entropy at the supervised tokens. Full or with an adapter, as the model's parameters are marked.</summary>
public static class SupervisedFineTuning
{
    /// <summary>Trains the model's trainable parameters in place, going on from the newest checkpoint if there is one.</summary>
    /// <param name="model">The model, with its adapter attached if one is trained.</param>
    /// <param name="train">The rows to learn; at least one.</param>
    /// <param name="validation">The rows the validation loss is measured on; may be empty.</param>
    /// <param name="options">Steps, intervals, seed.</param>
    /// <param name="optimizer">The optimizer, with the peak learning rate.</param>
    /// <param name="schedule">The learning rate over time.</param>
    /// <param name="checkpoints">Where checkpoints are kept, or null for none.</param>
    /// <param name="observer">Who hears of it, or null.</param>
    /// <param name="cancellation">Ends the run after the step under way, with a checkpoint.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; run again to go on.</exception>
    /// <exception cref="AttuneException">
    /// ATT4200: an option is out of range. ATT4201: a row has nothing to learn from. ATT4202: a row does not fit the model.
    /// And those of <see cref="TrainingLoop.Run"/>.
    /// </exception>
    public static TrainingResult Run(
        ICausalLanguageModel model, IReadOnlyList<TrainingExample> train, IReadOnlyList<TrainingExample> validation,
        TrainingOptions options, IOptimizer optimizer, ISchedule schedule,
        CheckpointStore? checkpoints = null, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (train.Count == 0)
            throw new AttuneException("ATT4201", "There are no rows to train on.", "Check the dataset and its test fraction.");
        ExampleBatches.Check(train, model.Configuration);
        ExampleBatches.Check(validation, model.Configuration);
        var batches = new ExampleBatches(train, options.BatchSize, options.MicroBatchTokens, options.Seed, model.CanSharePrefixes);
        var held = validation.Count == 0
            ? null
            : new ExampleBatches(validation, options.BatchSize, options.MicroBatchTokens, seed: null, model.CanSharePrefixes);
        return new TrainingLoop(model, batches, held, options, optimizer, schedule, checkpoints, observer).Run(cancellation);
    }
}
