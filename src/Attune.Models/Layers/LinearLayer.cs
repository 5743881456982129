using Attune.Tensors;

namespace Attune.Models;

/// <summary>y = x W^T + b, and where a LoRA update is attached, + s (x A^T) B^T.</summary>
public sealed class LinearLayer : ILoraHost
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

    /// <summary>b, [outputs], or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>The low-rank update, or null.</summary>
    public LoraUpdate? Lora { get; set; }

    /// <summary>Of a head: the rows that are trained while the others are frozen, or null.</summary>
    public TokenRows? Rows { get; set; }

    /// <summary>Width of x.</summary>
    public int Inputs => Weight.Shape[1];

    /// <summary>Width of y.</summary>
    public int Outputs => Weight.Shape[0];

    /// <summary>Applies the layer to [T, inputs]; gives [T, outputs].</summary>
    public Tensor Forward(Tensor x)
    {
        var y = x.Linear(Weight.Value, Bias?.Value);
        return Lora is null ? y : Lora.AddTo(y, x);
    }
}
