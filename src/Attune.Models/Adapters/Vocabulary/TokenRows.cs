using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Rows of an embedding or of a head that are trained while the rest is frozen: PEFT's <c>trainable_token_indices</c>. They
/// are whole rows that take the place of the layer's own, not differences from them.
/// </summary>
public sealed class TokenRows : IAdapterPart
{
    private readonly RowPlaces _places;
    private Tensor? _before;

    internal TokenRows(IAdapterHost layer, IReadOnlyList<int> ids)
    {
        Layer = layer;
        _places = new RowPlaces(ids);
        Ids = ids;
        Values = new Parameter(layer.Name + ".token_adapter.trainable_tokens_delta", new Shape(ids.Count, layer.Weight.Shape[1]));
    }

    internal IAdapterHost Layer { get; }

    /// <summary>The tokens, in the order of the rows.</summary>
    public IReadOnlyList<int> Ids { get; }

    /// <summary>The rows, [n, C].</summary>
    public Parameter Values { get; }

    IReadOnlyList<Parameter> IAdapterPart.Trained => [Values];

    IReadOnlyList<SavedParameter> IAdapterPart.Saved => [SavedParameter.Of(Values)];

    string? IAdapterPart.MergeObstacle => null;

    /// <summary>The layer's matrix with these rows in their places, [V, C].</summary>
    internal Tensor Matrix() => Layer.Weight.Value.ReplaceRows(Values.Value, _places);

    /// <summary>Starts from the layer's own rows.</summary>
    void IAdapterPart.Fill(Backend backend, ulong seed) => Values.Value = Gathered();

    void IAdapterPart.Attach()
    {
        _before = Gathered().Keep();
        Layer.Rows = this;
    }

    void IAdapterPart.LayOut() => Layer.Rows = this;

    /// <summary>Gives the layer its own rows back.</summary>
    void IAdapterPart.Detach()
    {
        if (_before is not null)
            Write(_before);
        Layer.Rows = null;
    }

    /// <summary>Leaves the trained rows in the layer's matrix.</summary>
    void IAdapterPart.Merge()
    {
        Write(Values.Value);
        Layer.Rows = null;
    }

    private Tensor Gathered()
    {
        using (Gradients.Off())
            return Layer.Weight.Value.Gather(_places.Indices); // [V, C] -> [n, C]
    }

    private void Write(Tensor rows) => Layer.Weight.Value.WriteRows(rows, _places.Indices);
}
