using Attune.Tensors;

namespace Attune.Models;

/// <summary>A factor for each output of a linear layer, l (W x + b), or for each input, W (l x) + b.</summary>
internal sealed class Ia3Update : IAdapterPart, ILayerUpdate
{
    private readonly LinearLayer _layer;
    private readonly bool _scalesInput;

    public Ia3Update(LinearLayer layer, bool scalesInput)
    {
        (_layer, _scalesInput) = (layer, scalesInput);
        Factors = new Parameter(layer.Name + ".ia3_l", scalesInput ? new Shape(1, layer.Inputs) : new Shape(layer.Outputs, 1));
        Trained = [Factors];
        Saved = [SavedParameter.Of(Factors)];
    }

    /// <summary>l, [outputs, 1] or [1, inputs]; one to begin with.</summary>
    public Parameter Factors { get; }

    public IReadOnlyList<Parameter> Trained { get; }

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => MergeErrors.ObstacleOf(_layer.Weight);

    public LinearLayer Layer => _layer;

    public IReadOnlyList<Parameter> Added => Trained;

    public IReadOnlyList<(int Inputs, int Outputs)> Products => [];

    public long Activations => Factors.Shape.ElementCount;

    /// <summary>Never told: factors start as one, and one that stays there may be right.</summary>
    public bool IsUnmoved => false;

    public void Fill(Backend backend, ulong seed)
    {
        var ones = new float[Factors.Shape.ElementCount];
        Array.Fill(ones, 1f);
        Factors.Value = Tensor.From(backend, Factors.Shape, ones);
    }

    public void Attach() => _layer.Update = this;

    public void Detach() => _layer.Update = null;

    public void Merge()
    {
        if (_scalesInput)
        {
            WeightScaling.Columns(_layer.Weight.Value, Factors.Value);
        }
        else
        {
            WeightScaling.Rows(_layer.Weight.Value, Factors.Value);
            if (_layer.Bias is { } bias)
                WeightScaling.Rows(bias.Value, Factors.Value);
        }

        Detach();
    }

    public Tensor Forward(LinearLayer layer, Tensor x) =>
        _scalesInput ? layer.Product(x.ScaleColumns(Factors.Value)) : layer.Product(x).ScaleColumns(Factors.Value);

    public Tensor Matrix(LinearLayer layer) =>
        throw new InvalidOperationException($"IA3 does not change a head; '{layer.Name}' was to be refused.");
}
