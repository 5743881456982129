using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Rows of an embedding or of a head that are trained while the rest is frozen: PEFT's <c>trainable_token_indices</c>. They
/// are whole rows that take the place of the layer's own, not differences from them.
/// </summary>
public sealed class TokenRows
{
    private readonly RowPlaces _places;
    private Tensor? _before;

    internal TokenRows(ILoraHost layer, IReadOnlyList<int> ids)
    {
        Layer = layer;
        _places = new RowPlaces(ids);
        Ids = ids;
        Values = new Parameter(layer.Name + ".token_adapter.trainable_tokens_delta", new Shape(ids.Count, layer.Weight.Shape[1]));
    }

    internal ILoraHost Layer { get; }

    /// <summary>The tokens, in the order of the rows.</summary>
    public IReadOnlyList<int> Ids { get; }

    /// <summary>The rows, [n, C].</summary>
    public Parameter Values { get; }

    internal void Attach() => Layer.Rows = this;

    /// <summary>Starts from the layer's own rows, and remembers them.</summary>
    internal void TakeOver()
    {
        using (Gradients.Off())
        {
            Values.Value = Layer.Weight.Value.Gather(_places.Indices); // [V, C] -> [n, C]
            _before = Layer.Weight.Value.Gather(_places.Indices).Keep();
        }
    }

    /// <summary>The layer's matrix with these rows in their places, [V, C].</summary>
    internal Tensor Matrix() => Layer.Weight.Value.ReplaceRows(Values.Value, _places);

    /// <summary>Leaves the trained rows in the layer's matrix.</summary>
    internal void Merge() => Write(Values.Value);

    /// <summary>Gives the layer its own rows back.</summary>
    internal void Detach()
    {
        if (_before is not null)
            Write(_before);
        Layer.Rows = null;
    }

    private void Write(Tensor rows) => Layer.Weight.Value.WriteRows(rows, _places.Indices);
}
