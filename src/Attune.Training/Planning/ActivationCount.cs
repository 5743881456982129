using Attune.Models;

namespace Attune.Training;

/// <summary>
/// Numbers held for one micro-batch: what layers hold until the end of the pass, what is passing at its widest place, and what
/// the loss holds. Norms' and activations' results are not among them, since they are computed again.
/// </summary>
internal static class ActivationCount
{
    /// <summary>Logits are computed in chunks of at most so many numbers.</summary>
    private const long LogitsPerChunk = 1 << 24;

    /// <param name="model">The model, with its adapter attached if one is trained.</param>
    /// <param name="tokens">The tokens of the micro-batch.</param>
    /// <param name="supervised">Those with a loss.</param>
    /// <param name="recomputesLayers">Whether the backward pass computes each layer once more.</param>
    public static long For(ICausalLanguageModel model, int tokens, int supervised, bool recomputesLayers)
    {
        var c = model.Configuration;
        List<LayerActivations> layers = [.. LayersOf(model)];
        int last = PicksRows(model) ? supervised : tokens;
        // Each layer's sum behind its feed-forward block is what the next one reads.
        double stream = (double)c.HiddenSize * (((layers.Count - 1) * (double)tokens) + last);
        double inside = 0, widest = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            int rows = i == layers.Count - 1 ? last : tokens;
            double held = (layers[i].Attention * tokens) + (layers[i].Mlp * rows) + (rows < tokens ? layers[i].Picked * rows : 0);
            inside += held;
            widest = Math.Max(widest, held);
        }

        double embedded = (double)tokens * c.HiddenSize, normed = (double)last * (c.HiddenSize + 1);
        return (long)Math.Ceiling(stream + embedded + normed + (recomputesLayers ? widest : inside) + Math.Max(Passing(c, tokens), Loss(model, supervised)));
    }

    /// <summary>
    /// Numbers of memory that the lesser of layers and loss has left behind: what passes in a layer lies in pieces between what is
    /// held, logits are one piece, and neither fits where the other was.
    /// </summary>
    public static long LeftBehind(ICausalLanguageModel model, int tokens, int supervised) =>
        (long)Math.Ceiling(Math.Min(Passing(model.Configuration, tokens), Loss(model, supervised)));

    /// <summary>What is passing at the widest place of a layer.</summary>
    private static double Passing(ModelConfiguration c, int tokens) =>
        (double)tokens * Math.Max((3L * c.IntermediateSize) + (2L * c.HiddenSize), 3L * c.HeadCount * c.HeadDimension);

    /// <summary>
    /// Logits of a chunk with their hidden rows, the gradient of all hidden rows, and that of the head where it is trained. They
    /// are gone, but for the gradients, when layers pass gradients on; so the larger of both counts.
    /// </summary>
    private static double Loss(ICausalLanguageModel model, int supervised)
    {
        var c = model.Configuration;
        long rows = Math.Min(supervised, Math.Max(16, LogitsPerChunk / c.VocabularySize));
        bool headTrained = (model.HeadLayer?.Weight ?? model.Embedding.Weight).Trainable;
        return ((double)rows * (c.VocabularySize + c.HiddenSize)) + ((double)supervised * c.HiddenSize)
            + (headTrained ? (double)c.VocabularySize * c.HiddenSize : 0);
    }

    /// <summary>Whether the last layer computes only what the loss looks at, as the decoder decides it.</summary>
    private static bool PicksRows(ICausalLanguageModel model) =>
        model.Configuration.Mixture is null && model.LinearLayers.All(layer => layer.AddedActivations < layer.Inputs);

    private static IEnumerable<LayerActivations> LayersOf(ICausalLanguageModel model)
    {
        var c = model.Configuration;
        double wide = (double)c.HeadCount * c.HeadDimension, narrow = (double)c.KeyValueHeadCount * c.HeadDimension;
        List<LinearLayer> inputs = [];
        double attention = 0, mlp = 0;
        foreach (var layer in model.LinearLayers)
        {
            if (layer.Role == LinearRole.Input)
            {
                inputs.Add(layer);
                continue;
            }

            double added = layer.AddedActivations + inputs.Sum(input => input.TokenShare * input.AddedActivations);
            if (layer.Role == LinearRole.AttentionOutput)
            {
                // Queries, keys, values, what was attended, the softmax's statistics, the norm's, the sum with the residual stream.
                attention += (2 * wide) + (2 * narrow) + c.HeadCount + 1 + added;
                mlp += c.HiddenSize;
            }
            else
            {
                // What the activation reads, for each token of each expert.
                mlp += 1 + added + (layer.TokenShare * inputs.Sum(input => (double)input.Outputs));
            }

            inputs.Clear();
            if (layer.Role != LinearRole.MlpOutput || layer.TokenShare < 1)
                continue;
            yield return new LayerActivations(attention, mlp, wide + c.HiddenSize);
            (attention, mlp) = (0, 0);
        }
    }

    /// <summary>Numbers held of each token.</summary>
    /// <param name="Attention">Of every token, up to what was attended.</param>
    /// <param name="Mlp">Of every token whose result is wanted, from there on.</param>
    /// <param name="Picked">Copies of the rows whose results are wanted, where not all are.</param>
    private readonly record struct LayerActivations(double Attention, double Mlp, double Picked);
}
