namespace Attune.Training;

/// <summary>The examples of one optimizer step, cut into micro-batches of which one is in memory at a time.</summary>
/// <param name="MicroBatches">In the order they are computed.</param>
/// <param name="SupervisedTokens">Targets in all of them: what the loss is divided by.</param>
/// <param name="Sources">Where each example comes from, for messages: <c>file(line)</c>.</param>
public sealed record TrainingBatch(IReadOnlyList<MicroBatch> MicroBatches, int SupervisedTokens, IReadOnlyList<string> Sources)
{
    /// <summary>Tokens that pass through the model.</summary>
    public int TokenCount
    {
        get
        {
            int count = 0;
            foreach (var micro in MicroBatches)
                count += micro.TokenCount;
            return count;
        }
    }
}
