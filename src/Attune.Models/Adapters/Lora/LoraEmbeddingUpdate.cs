using Attune.Tensors;

namespace Attune.Models;

/// <summary>The low-rank change of the embedding: E[id] + scale * (B A)[:, id].</summary>
internal sealed class LoraEmbeddingUpdate : IAdapterPart
{
    private readonly EmbeddingLayer _layer;
    private readonly bool _isHeadToo;

    /// <param name="layer">The embedding.</param>
    /// <param name="isHeadToo">Whether the embedding is the head too, which the update leaves alone.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="scale">The scale.</param>
    public LoraEmbeddingUpdate(EmbeddingLayer layer, bool isHeadToo, int rank, double scale)
    {
        (_layer, _isHeadToo, Scale) = (layer, isHeadToo, scale);
        A = new Parameter(layer.Name + ".lora_embedding_A", new Shape(layer.Weight.Shape[0], rank)) { StoredTransposed = true };
        B = new Parameter(layer.Name + ".lora_embedding_B", new Shape(layer.Weight.Shape[1], rank));
        Trained = [A, B];
        Saved = [SavedParameter.Of(A), SavedParameter.Of(B)];
    }

    /// <summary>Whether the embedding is the head too.</summary>
    public bool IsHeadToo => _isHeadToo;

    /// <summary>A, held transposed so that rows can be gathered: [V, rank].</summary>
    public Parameter A { get; }

    /// <summary>B, [C, rank].</summary>
    public Parameter B { get; }

    /// <summary>What the product is multiplied by.</summary>
    public double Scale { get; }

    public IReadOnlyList<Parameter> Trained { get; }

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => _isHeadToo
        ? $"{_layer.Name} is also the head of this model (tie_word_embeddings), and a merged update would change both"
        : MergeErrors.ObstacleOf(_layer.Weight);

    public IReadOnlyList<Parameter> Added => Trained;

    public bool IsUnmoved => A.Value.IsZero();

    public void Fill(Backend backend, ulong seed) => LoraInitialization.FillEmbedding(A, B, backend, seed);

    public void Attach() => _layer.Update = this;

    public void Detach() => _layer.Update = null;

    public void Merge()
    {
        // The weight has a row for each token: the transposed A [V, r] stands left and B^T [r, C] right.
        using (Gradients.Off())
            LowRankMerge.Add(_layer.Weight.Value, A.Value, LowRankMerge.Transposed(B.Value), Scale);
        Detach();
    }

    public Tensor AddTo(Tensor rows, ReadOnlySpan<int> tokenIds) =>
        rows.Add(A.Value.Gather(tokenIds).Linear(B.Value).Scale((float)Scale)); // [T, r] [C, r]^T -> [T, C]
}
