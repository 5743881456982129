using System.Security.Cryptography;

namespace Attune.Training;

/// <summary>The training data as batches. A batch is a function of its number alone, so that a run goes on anywhere with the same ones.</summary>
public interface IBatchSource
{
    /// <summary>Batches until every example was seen once; the last may be smaller.</summary>
    int BatchesPerEpoch { get; }

    /// <summary>The batch of a step.</summary>
    /// <param name="step">The step, counted from 0; its epoch is <c>step / BatchesPerEpoch</c>.</param>
    TrainingBatch GetBatch(int step);

    /// <summary>Adds everything the batches depend on to a hash: a checkpoint fits the same data only.</summary>
    void AddTo(IncrementalHash hash);
}
