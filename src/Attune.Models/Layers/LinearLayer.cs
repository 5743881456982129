using Attune.Tensors;

namespace Attune.Models;

/// <summary>y = x W^T + b, or what an adapter makes of it.</summary>
public sealed class LinearLayer : IAdapterHost
{
    internal LinearLayer(WeightSource source, int inputs, int outputs, bool bias, bool storedTransposed = false)
    {
        Name = source.Path;
        Weight = source.Declare("weight", new Shape(outputs, inputs), WeightInitializer.Normal, storedTransposed);
        Bias = bias ? source.Declare("bias", new Shape(outputs), WeightInitializer.Zeros) : null;
    }

    /// <summary>The layer's path, such as <c>model.layers.0.self_attn.q_proj</c>.</summary>
    public string Name { get; }

    /// <summary>W, [outputs, inputs]; weight files of GPT-2 hold it the other way round.</summary>
    public Parameter Weight { get; }

    /// <summary>Where it stands in its block.</summary>
    public LinearRole Role { get; internal init; }

    /// <summary>The part of all tokens that it sees: less than 1 in an expert, on average.</summary>
    public double TokenShare { get; internal init; } = 1;

    /// <summary>b, [outputs], or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>Of a head: the rows that are trained while the others are frozen, or null.</summary>
    public TokenRows? Rows { get; set; }

    /// <summary>Width of x.</summary>
    public int Inputs => Weight.Shape[1];

    /// <summary>Width of y.</summary>
    public int Outputs => Weight.Shape[0];

    /// <summary>Matrix products that an adapter adds for each token, as (inputs, outputs) in the order of computing.</summary>
    public IReadOnlyList<(int Inputs, int Outputs)> AddedProducts => Update?.Products ?? [];

    /// <summary>Numbers that an adapter keeps of each token for the backward pass.</summary>
    public long AddedActivations => Update?.Activations ?? 0;

    /// <summary>What an adapter makes of the layer, or null.</summary>
    internal ILayerUpdate? Update { get; set; }

    IReadOnlyList<Parameter> IAdapterHost.Added => Update?.Added ?? [];

    /// <summary>Applies the layer to [T, inputs]; gives [T, outputs].</summary>
    public Tensor Forward(Tensor x) => Update is null ? Product(x) : Update.Forward(this, x);

    /// <summary>The layer without what an adapter makes of it.</summary>
    internal Tensor Product(Tensor x) => x.Linear(Weight.Value, Bias?.Value);

    /// <summary>x W^T.</summary>
    internal Tensor ProductWithoutBias(Tensor x) => x.Linear(Weight.Value);
}
