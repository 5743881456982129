using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The weight-decomposed change of one linear layer (Liu and others, 2024): (m / n) (W x + scale * B A x) + b, where n are
/// the norms of the rows of W + scale * B A, constants for the gradient, and m is trained and starts as the norms of W's rows.
/// </summary>
internal sealed class DoraUpdate : IAdapterPart, ILayerUpdate
{
    private readonly LinearLayer _layer;
    private readonly LoraMatrices _matrices;
    private readonly LoraDropout _dropout;

    public DoraUpdate(LinearLayer layer, LoraMatrices matrices, LoraDropout dropout)
    {
        (_layer, _matrices, _dropout) = (layer, matrices, dropout);
        Magnitude = new Parameter(layer.Name + ".lora_magnitude_vector", new Shape(layer.Outputs));
        Trained = [matrices.A, matrices.B, Magnitude];
        Saved = [.. Trained.Select(SavedParameter.Of)];
    }

    /// <summary>m, [outputs].</summary>
    public Parameter Magnitude { get; }

    public IReadOnlyList<Parameter> Trained { get; }

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => MergeErrors.ObstacleOf(_layer.Weight);

    public LinearLayer Layer => _layer;

    public IReadOnlyList<Parameter> Added => Trained;

    public IReadOnlyList<(int Inputs, int Outputs)> Products => _matrices.Products;

    public long Activations => _matrices.Rank + _layer.Outputs + (_dropout.Share > 0 ? _layer.Inputs + (2L * _layer.Outputs) : 0);

    public bool HasDropout => _dropout.Share > 0;

    public bool IsUnmoved => _matrices.IsUnmoved;

    public void Fill(Backend backend, ulong seed)
    {
        _matrices.Fill(backend, seed);
        using (Gradients.Off())
            Magnitude.Value = Tensor.From(backend, Magnitude.Shape, Array.ConvertAll(Norms().ToArray(), inverse => 1 / inverse));
    }

    public void Attach() => _layer.Update = this;

    public void Detach() => _layer.Update = null;

    public void Merge()
    {
        using (Gradients.Off())
        {
            var factors = Magnitude.Value.Multiply(Norms());
            _matrices.AddTo(_layer.Weight);
            WeightScaling.Rows(_layer.Weight.Value, factors);
        }

        Detach();
    }

    public Tensor Forward(LinearLayer layer, Tensor x)
    {
        var factors = Magnitude.Value.Multiply(Norms()); // [out]
        var dropped = _dropout.Apply(x);
        var sum = _matrices.AddTo(layer.ProductWithoutBias(dropped), dropped);
        if (dropped == x)
            return sum.ScaleColumns(factors, layer.Bias?.Value);
        // Where x is dropped, only the change sees it so: W x + b + (m/n - 1) W dropped + (m/n) s B A dropped.
        var change = sum.ScaleColumns(factors).Subtract(layer.ProductWithoutBias(dropped));
        return layer.Product(x).Add(change);
    }

    public Tensor Matrix(LinearLayer layer) =>
        throw new InvalidOperationException($"DoRA does not change a head; '{layer.Name}' was to be refused.");

    private Tensor Norms() => _layer.Weight.Value.InverseRowNorms(_matrices.A.Value, _matrices.B.Value, (float)_matrices.Scale);
}
