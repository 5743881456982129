using Attune.Tensors;

namespace Attune.Models;

/// <summary>The updates of several adapters on one layer: each row goes through that of its adapter, in the company of its like.</summary>
internal sealed class SwitchedUpdate(LinearLayer layer, IReadOnlyList<ILayerUpdate?> updates, AdapterRouting routing) : ILayerUpdate
{
    public LinearLayer Layer => layer;

    /// <summary>None: a set is not trained, and its numbers are its adapters'.</summary>
    public IReadOnlyList<Parameter> Added => [];

    public IReadOnlyList<(int Inputs, int Outputs)> Products => [];

    public long Activations => 0;

    public bool IsUnmoved => false;

    public Tensor Forward(LinearLayer layer, Tensor x)
    {
        if (routing.Groups is [var (all, _)])
            return Of(all, x);
        var y = Tensor.Zeros(x.Backend, new Shape(x.Shape[0], layer.Outputs));
        foreach (var (adapter, rows) in routing.Groups)
            y.WriteRows(Of(adapter, x.SelectRows(rows)), rows); // [T, in] -> [n, in] -> [n, out]
        return y;
    }

    public Tensor Matrix(LinearLayer layer) =>
        throw new InvalidOperationException($"Rows of different adapters share the head; '{layer.Name}' was to be refused.");

    private Tensor Of(int adapter, Tensor x) =>
        adapter >= 0 && updates[adapter] is { } update ? update.Forward(layer, x) : layer.Product(x);
}
