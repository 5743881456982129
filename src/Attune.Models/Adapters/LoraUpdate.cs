using Attune.Tensors;

namespace Attune.Models;

/// <summary>The low-rank change of one layer: scale * (dropout(x) A^T) B^T.</summary>
public sealed class LoraUpdate
{
    private readonly ICausalLanguageModel _model;
    private readonly CounterRandom _dropout;

    internal LoraUpdate(ICausalLanguageModel model, string layer, Parameter a, Parameter b, double scale, double dropout)
    {
        _model = model;
        _dropout = new CounterRandom(0, layer);
        (A, B, Scale, Dropout) = (a, b, scale, dropout);
    }

    /// <summary>A, [rank, inputs]; of an embedding transposed, [V, rank].</summary>
    public Parameter A { get; }

    /// <summary>B, [outputs, rank].</summary>
    public Parameter B { get; }

    /// <summary>What the product is multiplied by: alpha / rank, or alpha / sqrt(rank).</summary>
    public double Scale { get; }

    /// <summary>The share of x set to zero in training.</summary>
    public double Dropout { get; }

    /// <summary>The rank.</summary>
    public int Rank => B.Shape[1];

    internal IEnumerable<Parameter> Parameters => [A, B];

    internal Tensor AddTo(Tensor y, Tensor x)
    {
        if (Dropout > 0 && _model.DropoutSeed is { } seed)
            x = x.Dropout((float)Dropout, _dropout.Bits(seed)); // layers of one pass must not share a mask
        return y.AddLowRank(x, A.Value, B.Value, (float)Scale);
    }
}
