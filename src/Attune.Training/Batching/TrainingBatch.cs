namespace Attune.Training;

/// <summary>The examples of one optimizer step, cut into micro-batches of which one is in memory at a time.</summary>
/// <param name="MicroBatches">In the order they are computed.</param>
/// <param name="SupervisedTokens">Targets in all of them: what the loss is divided by.</param>
/// <param name="Sources">Where each example comes from, for messages: <c>file(line)</c>.</param>
public sealed record TrainingBatch(IReadOnlyList<MicroBatch> MicroBatches, int SupervisedTokens, IReadOnlyList<string> Sources)
{
    private readonly int? _rowTokens;

    /// <summary>Tokens of the rows: more than pass through the model where rows share their beginnings.</summary>
    /// <value>Default <see cref="TokenCount"/>.</value>
    public int RowTokens
    {
        get => _rowTokens ?? TokenCount;
        init => _rowTokens = value;
    }

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
