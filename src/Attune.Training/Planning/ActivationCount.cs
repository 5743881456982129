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
        long hidden = c.HiddenSize, wide = (long)c.HeadCount * c.HeadDimension, narrow = (long)c.KeyValueHeadCount * c.HeadDimension;
        // Two norms, o and down, two sums; q before and after rotation and the attended values; k twice and v; gate, up and
        // their product; and the norms' and softmax's statistics.
        long perLayer = (6 * hidden) + (3 * wide) + (3 * narrow) + (3L * c.IntermediateSize) + 2 + c.HeadCount;
        long perToken = (perLayer * c.LayerCount) + (2 * hidden) + 1;
        foreach (var layer in model.LinearLayers)
            perToken += layer.AddedActivations;

        long passing = (3L * c.IntermediateSize) + (2 * hidden);
        long supervised = (long)Math.Ceiling(tokens * supervisedShare);
        long logits = Math.Min(LogitsPerChunk, supervised * c.VocabularySize) + (2 * supervised * hidden);
        return ((perToken + passing) * tokens) + logits;
    }
}
