using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// A model that reads whole texts, each token seeing those before and behind it: it classifies, embeds or fills gaps.
/// <see cref="EncoderModel"/> loads and makes them.
/// </summary>
public interface IEncoderModel : IAdaptableModel
{
    /// <summary>What it is made of.</summary>
    EncoderConfiguration Configuration { get; }

    /// <summary>The matrices of the head, in the order of computation; none where there is no head.</summary>
    IEnumerable<LinearLayer> HeadLayers { get; }

    IEnumerable<LinearLayer> IAdaptableModel.OutputLayers => HeadLayers;

    LinearLayer? IAdaptableModel.HeadLayer => null;

    bool IAdaptableModel.IsHeadEmbedding => Configuration.Task == EncoderTask.MaskedLanguageModel;

    StorageType IAdaptableModel.StorageType => Configuration.StorageType;

    string? IAdaptableModel.TaskType => Configuration.Task switch
    {
        EncoderTask.SequenceClassification => "SEQ_CLS",
        EncoderTask.TokenClassification => "TOKEN_CLS",
        EncoderTask.None => "FEATURE_EXTRACTION",
        _ => null,
    };

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
