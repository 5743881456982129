using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// A model that reads whole texts, each token seeing those before and behind it: it classifies, embeds or fills gaps.
/// <see cref="EncoderModel"/> loads and makes them.
/// </summary>
public interface IEncoderModel
{
    /// <summary>What it is made of.</summary>
    EncoderConfiguration Configuration { get; }

    /// <summary>Where it computes.</summary>
    Backend Backend { get; }

    /// <summary>Everything it has learned, each matrix once.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The matrices of the encoder that adapters may attach to, first layer first.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>The matrices of the head, in the order of computation; none where there is no head.</summary>
    IEnumerable<LinearLayer> HeadLayers { get; }

    /// <summary>The rows of the token ids.</summary>
    EmbeddingLayer Embedding { get; }

    /// <summary>
    /// The seed of this pass's dropout masks, or null for no dropout (evaluation). Training sets another one for every pass.
    /// </summary>
    /// <value>Default null.</value>
    ulong? DropoutSeed { get; set; }

    /// <summary>What passes write down beside their result.</summary>
    /// <value>Default null: nothing.</value>
    ForwardTrace? Trace { get; set; }

    /// <summary>The last hidden states.</summary>
    /// <param name="tokens">T packed tokens, each text a document with its special tokens.</param>
    /// <returns>[T, C]</returns>
    /// <exception cref="AttuneException">ATT4140: a text is longer than the model's positions. ATT4141: there is no such token type.</exception>
    Tensor Hidden(PackedTokens tokens);

    /// <summary>One vector for each text.</summary>
    /// <param name="tokens">D texts, packed.</param>
    /// <param name="pooling">How a text's hidden states become one vector.</param>
    /// <returns>[D, C]</returns>
    /// <exception cref="AttuneException">As <see cref="Hidden"/>. ATT4142: the model has no pooler.</exception>
    Tensor Embed(PackedTokens tokens, Pooling pooling);

    /// <summary>
    /// What the head makes of the texts: [D, K] of sequence classification, [T, K] of token classification, [T, V] of masked
    /// language models.
    /// </summary>
    /// <param name="tokens">D texts of T tokens, packed.</param>
    /// <exception cref="AttuneException">As <see cref="Hidden"/>.</exception>
    /// <exception cref="InvalidOperationException">The model has no head.</exception>
    Tensor Logits(PackedTokens tokens);

    /// <summary>
    /// The sum over the rows given of -log probability of their tokens, divided by the normaliser. Only these rows reach the
    /// vocabulary, and their logits exist a chunk at a time.
    /// </summary>
    /// <param name="tokens">T packed tokens, some of them masked.</param>
    /// <param name="rows">The masked ones.</param>
    /// <param name="targets">What stands there in truth.</param>
    /// <param name="normaliser">What the sum is divided by, usually the masked tokens of the whole batch.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="InvalidOperationException">The model is no masked language model.</exception>
    Tensor MaskedLanguageLoss(PackedTokens tokens, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser);
}
