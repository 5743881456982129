namespace Attune.Training;

/// <summary>One measurement of the validation loss.</summary>
/// <param name="Step">The steps done.</param>
/// <param name="Loss">The mean loss of all supervised tokens of the validation data, in nats.</param>
/// <param name="Tokens">Those tokens.</param>
/// <param name="IsBest">Whether no earlier one was as low.</param>
/// <param name="Duration">The time it took.</param>
public sealed record TrainingEvaluation(int Step, double Loss, long Tokens, bool IsBest, TimeSpan Duration);
