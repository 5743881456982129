using Attune.Tensors;

namespace Attune.Models;

/// <summary>A model that says of each token what may come next.</summary>
public interface ICausalLanguageModel : IAdaptableModel
{
    /// <summary>What it is made of.</summary>
    ModelConfiguration Configuration { get; }

    IEnumerable<LinearLayer> IAdaptableModel.OutputLayers => HeadLayer is { } head ? [head] : [];

    bool IAdaptableModel.IsHeadEmbedding => HeadLayer is null;

    StorageType IAdaptableModel.StorageType => Configuration.StorageType;

    string? IAdaptableModel.TaskType => "CAUSAL_LM";

    /// <summary>The head, [V, C]. Logits are more than its product in some families: see <see cref="LogitsExtensions.Logits"/>.</summary>
    Tensor Head { get; }

    /// <summary>What happens to logits behind the head.</summary>
    LogitTransform LogitTransform { get; }

    /// <summary>
    /// Whether texts that begin alike may share what they begin with in a packed pass (<see cref="PackedTokens.Parents"/>):
    /// not where positions depend on the length of the text, where dropout is to differ between texts, or where something
    /// else stands before each of them.
    /// </summary>
    bool CanSharePrefixes { get; }

    /// <summary>What passes write down beside their result.</summary>
    /// <value>Default null: nothing.</value>
    ForwardTrace? Trace { get; set; }

    /// <summary>
    /// Whether a recorded pass keeps only what goes from layer to layer, and the backward pass computes each layer once more:
    /// less memory for more time, and the same bits. Layers are kept where something else looks into them: a <see cref="Trace"/>,
    /// or trained keys and values before the tokens.
    /// </summary>
    /// <value>Default false.</value>
    bool RecomputesLayers { get; set; }

    /// <summary>The last hidden states, after the final norm.</summary>
    /// <param name="tokens">T packed tokens.</param>
    /// <returns>[T, C]</returns>
    Tensor Hidden(PackedTokens tokens);

    /// <summary>
    /// The last hidden states of some tokens, with the bits that they have among all. What the last layer need not compute of
    /// the others it does not.
    /// </summary>
    /// <param name="tokens">T packed tokens.</param>
    /// <param name="rows">The n tokens, by their places; one may be named twice.</param>
    /// <returns>[n, C]</returns>
    Tensor Hidden(PackedTokens tokens, int[] rows) => Hidden(tokens).SelectRows(rows);

    /// <summary>Room for the keys and values of sequences being generated.</summary>
    /// <param name="sequences">How many at once.</param>
    /// <param name="maxLength">The longest of them, in tokens.</param>
    KeyValueCache CreateCache(int sequences, int maxLength);

    /// <summary>
    /// The last hidden states of new tokens of several sequences, whose earlier tokens are in the cache; theirs are added.
    /// A token's result does not depend on which others share the call. No gradients.
    /// </summary>
    /// <param name="tokenIds">n new tokens; those of one sequence in order.</param>
    /// <param name="sequence">For each, its sequence's place in the cache.</param>
    /// <param name="position">For each, its place in its sequence, from 0.</param>
    /// <param name="cache">Keys and values so far.</param>
    /// <returns>[n, C]</returns>
    Tensor HiddenCached(ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache);
}
