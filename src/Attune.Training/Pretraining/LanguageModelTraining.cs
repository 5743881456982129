using Attune.Models;

namespace Attune.Training;

/// <summary>Language modelling: every token of every document is learned. For pretraining from scratch and for going on with plain text.</summary>
public static class LanguageModelTraining
{
    /// <summary>Trains the model's trainable parameters in place, going on from the newest checkpoint if there is one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="train">The documents to learn.</param>
    /// <param name="validation">The documents the validation loss is measured on, or null.</param>
    /// <param name="contextLength">The most tokens of a block; longer documents are cut into pieces.</param>
    /// <param name="options">Steps, intervals, seed; the batch size counts blocks.</param>
    /// <param name="optimizer">The optimizer, with the peak learning rate.</param>
    /// <param name="schedule">The learning rate over time.</param>
    /// <param name="checkpoints">Where checkpoints are kept, or null for none.</param>
    /// <param name="observer">Who hears of it, or null.</param>
    /// <param name="cancellation">Ends the run after the step under way, with a checkpoint.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; run again to go on.</exception>
    /// <exception cref="AttuneException">
    /// ATT4200: an option is out of range. ATT4201: there are no documents. ATT4202: a token or the context length does not
    /// fit the model. And those of <see cref="TrainingLoop.Run"/>.
    /// </exception>
    public static TrainingResult Run(
        ICausalLanguageModel model, TokenCorpus train, TokenCorpus? validation, int contextLength,
        TrainingOptions options, IOptimizer optimizer, ISchedule schedule,
        CheckpointStore? checkpoints = null, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (train.DocumentCount == 0)
            throw new AttuneException("ATT4201", "There are no documents to train on.", "Check the corpus.");
        int longest = model.Configuration.MaxPositions;
        OptionCheck.Require(contextLength >= 2 && contextLength <= longest, "context length", contextLength, $"in 2 to {longest}, the model's positions");
        TokenCheck.CheckIds(train.Slice(0, train.TokenCount), model.Configuration, "training corpus");
        var batches = new CorpusBatches(train, contextLength, options.BatchSize, options.MicroBatchTokens, options.Seed);
        CorpusBatches? held = null;
        if (validation is { DocumentCount: > 0 })
        {
            TokenCheck.CheckIds(validation.Slice(0, validation.TokenCount), model.Configuration, "validation corpus");
            held = new CorpusBatches(validation, contextLength, options.BatchSize, options.MicroBatchTokens, seed: null);
        }

        return new TrainingLoop(model, batches, held, options, optimizer, schedule, checkpoints, observer).Run(cancellation);
    }
}
