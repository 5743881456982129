namespace Attune.Training;

/// <summary>How a run is cut into steps, what is looked at on the way, and what is kept.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often every example is seen; may be a fraction.</summary>
    /// <value>3 by default.</value>
    public double Epochs { get; init; } = 3;

    /// <summary>Ends the run after so many steps even where the epochs ask for more.</summary>
    /// <value>Null by default: no limit.</value>
    public int? MaxSteps { get; init; }

    /// <summary>Examples (or corpus blocks) per optimizer step.</summary>
    /// <value>16 by default.</value>
    public int BatchSize { get; init; } = 16;

    /// <summary>The most tokens computed at once. It bounds memory; a batch is cut into as many micro-batches as it needs.</summary>
    /// <value>1024 by default: more of them take more memory and are hardly faster.</value>
    public int MicroBatchTokens { get; init; } = 1024;

    /// <summary>
    /// Whether only what goes from layer to layer is held, and the backward pass computes each layer once more: less memory for
    /// more time, the same bits.
    /// </summary>
    /// <value>False by default.</value>
    public bool RecomputesLayers { get; init; }

    /// <summary>The seed of shuffling and dropout.</summary>
    /// <value>42 by default.</value>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gradients are scaled down where their common norm is above it; 0 never does.</summary>
    /// <value>1 by default.</value>
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Gradients are brought into -value to value, element by element, after the norm; 0 never does.</summary>
    /// <value>0 by default.</value>
    public double MaxGradientValue { get; init; }

    /// <summary>Validation loss is measured every so many steps, and at the end.</summary>
    /// <value>0 by default: once per epoch.</value>
    public int EvaluateEverySteps { get; init; }

    /// <summary>Ends the run when the validation loss has not fallen for so many evaluations, and keeps the best weights.</summary>
    /// <value>0 by default: never.</value>
    public int Patience { get; init; }

    /// <summary>A checkpoint is written every so many steps, and at the end.</summary>
    /// <value>100 by default; 0 writes only at the end.</value>
    public int CheckpointEverySteps { get; init; } = 100;

    /// <summary>How many checkpoints stay on disk.</summary>
    /// <value>2 by default, so that one remains if the newest is damaged.</value>
    public int KeepCheckpoints { get; init; } = 2;

    /// <summary>A file that gets one JSON line per step and per evaluation.</summary>
    /// <value>Null by default: none.</value>
    public string? MetricsPath { get; init; }

    /// <summary>The clock that speed and remaining time are measured with.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The steps of a run over data with so many batches per epoch.</summary>
    public int TotalSteps(int batchesPerEpoch)
    {
        double steps = Math.Ceiling(Math.Round(Epochs * batchesPerEpoch, 6));
        return (int)Math.Min(MaxSteps ?? int.MaxValue, Math.Min(steps, int.MaxValue));
    }

    /// <summary>Checks every value.</summary>
    /// <exception cref="AttuneException">ATT4200: a value is out of range.</exception>
    public void Validate()
    {
        OptionCheck.Require(double.IsFinite(Epochs) && Epochs > 0, "number of epochs", Epochs, "above 0");
        OptionCheck.Require(MaxSteps is null or > 0, "step limit", MaxSteps ?? 0, "above 0");
        OptionCheck.Require(BatchSize > 0, "batch size", BatchSize, "above 0");
        OptionCheck.Require(MicroBatchTokens > 0, "micro-batch's token limit", MicroBatchTokens, "above 0");
        OptionCheck.Require(MaxGradientNorm >= 0, "largest gradient norm", MaxGradientNorm, "0 or above");
        OptionCheck.Require(MaxGradientValue >= 0, "largest gradient value", MaxGradientValue, "0 or above");
        OptionCheck.Require(EvaluateEverySteps >= 0, "evaluation interval", EvaluateEverySteps, "0 or above");
        OptionCheck.Require(Patience >= 0, "patience", Patience, "0 or above");
        OptionCheck.Require(CheckpointEverySteps >= 0, "checkpoint interval", CheckpointEverySteps, "0 or above");
        OptionCheck.Require(KeepCheckpoints > 0, "number of checkpoints kept", KeepCheckpoints, "above 0");
    }
}
