using Attune.Models;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>The mean loss of every supervised token of the validation data: no dropout, always the same order and so the same bits.</summary>
internal static class ValidationLoss
{
    public static (double Loss, long Tokens) Measure(ICausalLanguageModel model, IBatchSource data)
    {
        using var off = Gradients.Off();
        model.DropoutSeed = null;
        double sum = 0;
        long tokens = 0;
        for (int number = 0; number < data.BatchesPerEpoch; number++)
        {
            var batch = data.GetBatch(number);
            foreach (var micro in batch.MicroBatches)
            {
                using var scope = model.Backend.BeginScope();
                sum += micro.Loss(model, normaliser: 1).Item();
            }

            tokens += batch.SupervisedTokens;
        }

        return (sum / tokens, tokens);
    }
}
