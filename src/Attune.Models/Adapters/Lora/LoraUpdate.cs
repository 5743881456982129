using Attune.Tensors;

namespace Attune.Models;

/// <summary>The low-rank change of one linear layer: W x + b + scale * B A dropout(x).</summary>
internal sealed class LoraUpdate : IAdapterPart, ILayerUpdate
{
    private readonly LinearLayer _layer;
    private readonly LoraMatrices _matrices;
    private readonly LoraDropout _dropout;
    private Tensor? _identity;

    public LoraUpdate(LinearLayer layer, LoraMatrices matrices, LoraDropout dropout)
    {
        (_layer, _matrices, _dropout) = (layer, matrices, dropout);
        Trained = [matrices.A, matrices.B];
        Saved = [.. Trained.Select(SavedParameter.Of)];
    }

    /// <summary>What the product is multiplied by.</summary>
    public double Scale => _matrices.Scale;

    public IReadOnlyList<Parameter> Trained { get; }

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => MergeErrors.ObstacleOf(_layer.Weight);

    public LinearLayer Layer => _layer;

    public IReadOnlyList<Parameter> Added => Trained;

    public IReadOnlyList<(int Inputs, int Outputs)> Products => _matrices.Products;

    public long Activations => _matrices.Rank + (_dropout.Share > 0 ? _layer.Inputs : 0);

    public bool HasDropout => _dropout.Share > 0;

    public bool IsUnmoved => _matrices.IsUnmoved;

    public void Fill(Backend backend, ulong seed) => _matrices.Fill(backend, seed);

    public void Attach() => _layer.Update = this;

    public void Detach() => _layer.Update = null;

    public void Merge()
    {
        _matrices.AddTo(_layer.Weight);
        Detach();
    }

    public Tensor Forward(LinearLayer layer, Tensor x) => _matrices.AddTo(layer.Product(x), _dropout.Apply(x));

    /// <summary>W + s B A.</summary>
    public Tensor Matrix(LinearLayer layer)
    {
        var (a, b) = (_matrices.A.Value, _matrices.B.Value);
        var transposed = Identity(a.Backend).Linear(a); // [C, C] [r, C]^T -> [C, r]
        return layer.Weight.Value.Add(b.Linear(transposed).Scale((float)Scale)); // [V, r] [C, r]^T -> [V, C]
    }

    private Tensor Identity(Backend backend)
    {
        if (_identity is not null)
            return _identity;
        var width = _layer.Inputs;
        var values = new float[width * width];
        for (var i = 0; i < width; i++)
            values[i * (width + 1)] = 1;
        return _identity = Tensor.From(backend, new Shape(width, width), values).Keep();
    }
}
