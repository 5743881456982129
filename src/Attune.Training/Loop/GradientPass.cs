using Attune.Models;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>Loss and gradients of a whole batch, one micro-batch in memory at a time.</summary>
internal sealed class GradientPass(ICausalLanguageModel model, ulong seed, bool recomputesLayers = false)
{
    private const int LargestMicroBatchCount = 1 << 16;

    /// <summary>Adds the gradients of the batch's loss to the parameters' and returns the loss.</summary>
    public double Run(TrainingBatch batch, int step)
    {
        double loss = 0;
        try
        {
            model.RecomputesLayers = recomputesLayers;
            for (int i = 0; i < batch.MicroBatches.Count; i++)
            {
                using var scope = model.Backend.BeginScope();
                model.DropoutSeed = CounterHash.Mix(seed, ((ulong)step * LargestMicroBatchCount) + (ulong)i);
                var part = Loss(batch.MicroBatches[i], batch);
                part.Backward();
                loss += part.Item();
            }

            return loss;
        }
        finally
        {
            model.DropoutSeed = null;
            model.RecomputesLayers = false;
        }
    }

    /// <summary>The micro-batch's loss, and where the model asks for it that of uneven routing, by the micro-batch's share of the batch.</summary>
    private Tensor Loss(MicroBatch part, TrainingBatch batch)
    {
        if (model.Configuration.Mixture is not { TrainsBalance: true, BalanceWeight: > 0 and var weight })
            return part.Loss(model, batch.SupervisedTokens);
        var trace = model.Trace = new ForwardTrace();
        try
        {
            var loss = part.Loss(model, batch.SupervisedTokens);
            return trace.Routes.Count == 0 ? loss : loss.Add(RouterBalance.Loss(trace).Scale(weight * part.TokenCount / batch.TokenCount));
        }
        finally
        {
            model.Trace = null;
        }
    }
}
