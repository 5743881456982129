using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// What the tokens of one forward pass may look at. The layers are the same for training and for generation; only this
/// differs: packed documents, or a cache of earlier keys and values.
/// </summary>
internal abstract class AttentionContext(int[] positions)
{
    /// <summary>The place of each token in its own document, from 0.</summary>
    public int[] Positions => positions;

    /// <summary>Attention of q [T, H*D] over the keys and values [T, Hkv*D] of one layer.</summary>
    public abstract Tensor Attend(int layer, Tensor q, Tensor k, Tensor v, int heads, int keyValueHeads, float scale);
}
