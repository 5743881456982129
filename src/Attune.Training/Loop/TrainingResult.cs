namespace Attune.Training;

/// <summary>Why a run ended.</summary>
public enum StopReason
{
    /// <summary>All steps were done.</summary>
    Completed,

    /// <summary>The validation loss had stopped falling; the weights are those of the best evaluation.</summary>
    EarlyStopped,
}

/// <summary>A run that came to its end.</summary>
public sealed record TrainingResult
{
    /// <summary>Why it ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>Steps done.</summary>
    public required int Steps { get; init; }

    /// <summary>The steps that were planned.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>The last step's loss, in nats per supervised token.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>The lowest validation loss, or null without validation data.</summary>
    public double? BestValidationLoss { get; init; }

    /// <summary>The step after which it was measured; 0 without validation data.</summary>
    public int BestStep { get; init; }

    /// <summary>All tokens that passed through the model, those before an interruption included.</summary>
    public required long Tokens { get; init; }

    /// <summary>Training time, evaluations and checkpoints included, and that before an interruption.</summary>
    public required TimeSpan Elapsed { get; init; }
}
