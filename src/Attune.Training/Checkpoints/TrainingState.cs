using System.Text.Json.Serialization;

namespace Attune.Training;

/// <summary>The numbers of a run that are not tensors. Random choices are functions of seed and step, so those two are the random state.</summary>
internal sealed record TrainingState
{
    public int Step { get; init; }

    public int TotalSteps { get; init; }

    public int Epoch { get; init; }

    public int Batch { get; init; }

    public ulong Seed { get; init; }

    public long Tokens { get; init; }

    public double Seconds { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double Loss { get; init; } = double.NaN;

    public double? BestLoss { get; init; }

    public int BestStep { get; init; }

    public int EvaluationsWithoutProgress { get; init; }

    /// <summary>What a schedule that follows the validation loss knows; null with others.</summary>
    public ScheduleFeedback? Feedback { get; init; }

    /// <summary>What the run was started with; a checkpoint serves only the same.</summary>
    public string Fingerprint { get; init; } = "";
}
