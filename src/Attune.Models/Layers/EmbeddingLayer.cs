using System.Runtime.InteropServices;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>A row for each token id, and where a low-rank update is attached, + s B A[:, id].</summary>
public sealed class EmbeddingLayer : IAdapterHost
{
    internal EmbeddingLayer(WeightSource source, int vocabularySize, int width)
    {
        Name = source.Path;
        Weight = source.Declare("weight", new Shape(vocabularySize, width), WeightInitializer.Normal);
    }

    /// <summary>The layer's path, <c>model.embed_tokens</c>.</summary>
    public string Name { get; }

    /// <summary>The rows, [V, C].</summary>
    public Parameter Weight { get; }

    /// <summary>The rows that are trained while the others are frozen, or null.</summary>
    public TokenRows? Rows { get; set; }

    /// <summary>The low-rank update, or null.</summary>
    internal LoraEmbeddingUpdate? Update { get; set; }

    /// <summary>Whether an adapter is attached to the model of this layer; a model has one embedding, and at most one adapter.</summary>
    internal bool HasAdapter { get; set; }

    IReadOnlyList<Parameter> IAdapterHost.Added => Update?.Added ?? [];

    /// <summary>All rows, trained ones in their places, [V, C].</summary>
    internal Tensor Matrix() => Rows is null ? Weight.Value : Rows.Matrix();

    /// <summary>Rows [n, C] of virtual tokens, or null; the id of the one of row r is -1 - r.</summary>
    internal Tensor? VirtualRows { get; set; }

    /// <summary>The rows of T token ids, [T, C].</summary>
    public Tensor Forward(ReadOnlySpan<int> tokenIds)
    {
        if (VirtualRows is { } rows)
            return WithVirtual(tokenIds, rows);
        var own = Matrix().Gather(tokenIds);
        return Update is null ? own : Update.AddTo(own, tokenIds);
    }

    private Tensor WithVirtual(ReadOnlySpan<int> tokenIds, Tensor rows)
    {
        List<int> ids = [], places = [], tableRows = [], tablePlaces = [];
        for (var i = 0; i < tokenIds.Length; i++)
        {
            (tokenIds[i] < 0 ? tableRows : ids).Add(tokenIds[i] < 0 ? -1 - tokenIds[i] : tokenIds[i]);
            (tokenIds[i] < 0 ? tablePlaces : places).Add(i);
        }

        VirtualRows = null;
        var own = Forward(CollectionsMarshal.AsSpan(ids)); // [tokens, C]
        VirtualRows = rows;
        return own.Interleave(rows, new InterleavedRows(tokenIds.Length, [.. places], [.. tableRows], [.. tablePlaces]));
    }
}
