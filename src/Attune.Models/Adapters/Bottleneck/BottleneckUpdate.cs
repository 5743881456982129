using Attune.Tensors;

namespace Attune.Models;

/// <summary>A bottleneck after a linear layer: h + scaling * (U f(D h + d) + u) with h = W x + b.</summary>
internal sealed class BottleneckUpdate : IAdapterPart, ILayerUpdate
{
    /// <summary>Of the fresh D, as the library <c>adapters</c> has it; U starts as zero, so that a fresh adapter changes nothing.</summary>
    private const double StandardDeviation = 0.02;

    private readonly Parameter _down, _downBias, _up, _upBias;
    private readonly Activation _activation;
    private readonly double _scaling;

    public BottleneckUpdate(LinearLayer layer, int width, Activation activation, double scaling)
    {
        (Layer, _activation, _scaling) = (layer, activation, scaling);
        _down = new Parameter(layer.Name + ".adapter_down.weight", new Shape(width, layer.Outputs));
        _downBias = new Parameter(layer.Name + ".adapter_down.bias", new Shape(width));
        _up = new Parameter(layer.Name + ".adapter_up.weight", new Shape(layer.Outputs, width));
        _upBias = new Parameter(layer.Name + ".adapter_up.bias", new Shape(layer.Outputs));
        Trained = [_down, _downBias, _up, _upBias];
        Saved = [.. Trained.Select(SavedParameter.Of)];
        Products = [(layer.Outputs, width), (width, layer.Outputs)];
    }

    public LinearLayer Layer { get; }

    public IReadOnlyList<Parameter> Trained { get; }

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => "a bottleneck has a function between its two matrices, which no single matrix computes";

    public IReadOnlyList<Parameter> Added => Trained;

    public IReadOnlyList<(int Inputs, int Outputs)> Products { get; }

    public long Activations => (2L * _down.Shape[0]) + ((_scaling == 1 ? 2L : 3L) * Layer.Outputs);

    public bool IsUnmoved => _up.Value.IsZero() && _upBias.Value.IsZero();

    public void Fill(Backend backend, ulong seed)
    {
        _down.Value = FreshNumbers.Of(_down, backend, seed, (random, i) => StandardDeviation * random.Normal(i));
        foreach (var zero in new[] { _downBias, _up, _upBias })
            zero.Value = Tensor.Zeros(backend, zero.Shape);
    }

    public void Attach() => Layer.Update = this;

    public void Detach() => Layer.Update = null;

    public void Merge() => throw new InvalidOperationException(MergeObstacle);

    public Tensor Forward(LinearLayer layer, Tensor x)
    {
        var h = layer.Product(x);
        var narrow = h.Linear(_down.Value, _downBias.Value).Activate(_activation); // [T, C] [w, C]^T -> [T, w]
        var change = narrow.Linear(_up.Value, _upBias.Value);                      // [T, w] [C, w]^T -> [T, C]
        return h.Add(_scaling == 1 ? change : change.Scale(_scaling));
    }

    public Tensor Matrix(LinearLayer layer) =>
        throw new InvalidOperationException($"A bottleneck does not change a head; '{layer.Name}' was to be refused.");
}
