using Attune.Tensors;

namespace Attune.Models;

/// <summary>The two small matrices of a linear layer's update.</summary>
internal sealed class LoraMatrices
{
    public LoraMatrices(LinearLayer layer, int rank, double scale)
    {
        Scale = scale;
        A = new Parameter(layer.Name + ".lora_A.weight", new Shape(rank, layer.Inputs));
        B = new Parameter(layer.Name + ".lora_B.weight", new Shape(layer.Outputs, rank));
        Products = [(layer.Inputs, rank), (rank, layer.Outputs)];
    }

    /// <summary>A, [rank, inputs].</summary>
    public Parameter A { get; }

    /// <summary>B, [outputs, rank].</summary>
    public Parameter B { get; }

    /// <summary>What the product is multiplied by: alpha / rank, or alpha / sqrt(rank).</summary>
    public double Scale { get; }

    public int Rank => A.Shape[0];

    public IReadOnlyList<(int Inputs, int Outputs)> Products { get; }

    public bool IsUnmoved => B.Value.IsZero();

    public void Fill(Backend backend, ulong seed) => LoraInitialization.Fill(A, B, backend, seed);

    /// <summary>y + s B A x; y is taken over.</summary>
    public Tensor AddTo(Tensor y, Tensor x) => y.AddLowRank(x, A.Value, B.Value, (float)Scale);

    /// <summary>W += s B A.</summary>
    public void AddTo(Parameter weight) => LowRankMerge.Add(weight.Value, B.Value, A.Value, Scale);
}
