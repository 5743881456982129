using Attune.Models;

namespace Attune.Training;

/// <summary>Numbers held for one micro-batch: every operation's result until the end of the pass, and the widest gradients on their way back.</summary>
internal static class ActivationCount
{
    /// <summary>Logits are computed in chunks of about so many numbers.</summary>
    private const long LogitsPerChunk = 1 << 21;

    public static long For(ICausalLanguageModel model, int tokens, double supervisedShare)
    {
        var c = model.Configuration;
        long hidden = c.HiddenSize;
        // Two norms and two sums a layer, the norms' and softmax's statistics; the embedding and the last norm.
        double perToken = (((4 * hidden) + 2 + c.HeadCount) * (long)c.LayerCount) + (2 * hidden) + 1;
        List<LinearLayer> inputs = [];
        foreach (var layer in model.LinearLayers)
        {
            perToken += (layer.TokenShare * layer.Outputs) + layer.AddedActivations;
            if (layer.Role == LinearRole.Input)
            {
                inputs.Add(layer);
                continue;
            }

            perToken += layer.TokenShare * (layer.Role == LinearRole.AttentionOutput ? InAttention(c, inputs) : InMlp(layer, inputs));
            inputs.Clear();
        }

        long passing = (3L * c.IntermediateSize) + (2 * hidden);
        long supervised = (long)Math.Ceiling(tokens * supervisedShare);
        long logits = Math.Min(LogitsPerChunk, supervised * c.VocabularySize) + (2 * supervised * hidden);
        return ((long)Math.Ceiling(perToken + passing) * tokens) + logits;
    }

    /// <summary>Rotated queries and keys, and the attended values; where one product gives queries, keys and values, their copies.</summary>
    private static long InAttention(ModelConfiguration c, List<LinearLayer> inputs)
    {
        long wide = (long)c.HeadCount * c.HeadDimension, narrow = (long)c.KeyValueHeadCount * c.HeadDimension;
        return (2 * wide) + narrow + (inputs.Count == 1 ? inputs[0].Outputs : 0);
    }

    /// <summary>What the last product reads; where one product gives gate and up, their copies.</summary>
    private static long InMlp(LinearLayer output, List<LinearLayer> inputs) =>
        output.Inputs + (inputs.Count == 1 && inputs[0].Outputs == 2 * output.Inputs ? inputs[0].Outputs : 0);
}
