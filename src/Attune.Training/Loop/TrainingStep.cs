namespace Attune.Training;

/// <summary>One step of a run.</summary>
public sealed record TrainingStep
{
    /// <summary>The number of the step, counted from 1.</summary>
    public required int Step { get; init; }

    /// <summary>The steps of the whole run.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>Epochs done after this step.</summary>
    public required double Epoch { get; init; }

    /// <summary>The mean loss of the batch's supervised tokens, before the update, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>The learning rate of the update.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The norm of all gradients together, before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Tokens that passed through the model in this step.</summary>
    public required int Tokens { get; init; }

    /// <summary>Those among them that were learned.</summary>
    public required int SupervisedTokens { get; init; }

    /// <summary>Tokens per second of training, over the steps since the run was started or went on.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Training time of the whole run so far, without the time between interruption and resumption.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Estimated time to the last step.</summary>
    public required TimeSpan Remaining { get; init; }
}
