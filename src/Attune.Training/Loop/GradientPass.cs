using Attune.Models;

namespace Attune.Training;

/// <summary>Loss and gradients of a whole batch, one micro-batch in memory at a time.</summary>
internal sealed class GradientPass(ICausalLanguageModel model, ulong seed)
{
    private const int LargestMicroBatchCount = 1 << 16;

    /// <summary>Adds the gradients of the batch's loss to the parameters' and returns the loss.</summary>
    public double Run(TrainingBatch batch, int step)
    {
        double loss = 0;
        try
        {
            for (int i = 0; i < batch.MicroBatches.Count; i++)
            {
                using var scope = model.Backend.BeginScope();
                model.DropoutSeed = CounterHash.Mix(seed, ((ulong)step * LargestMicroBatchCount) + (ulong)i);
                var part = batch.MicroBatches[i].Loss(model, batch.SupervisedTokens);
                part.Backward();
                loss += part.Item();
            }

            return loss;
        }
        finally
        {
            model.DropoutSeed = null;
        }
    }
}
