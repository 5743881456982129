using Attune.Tensors;

namespace Attune.Models;

/// <summary>A row for each token id, and where a LoRA update is attached, + s B A[:, id].</summary>
public sealed class EmbeddingLayer : ILoraHost
{
    internal EmbeddingLayer(WeightSource source, int vocabularySize, int width)
    {
        Name = source.Path;
        Weight = source.Declare("weight", new Shape(vocabularySize, width), WeightInitializer.Normal);
    }

    /// <summary>The layer's path, <c>model.embed_tokens</c>.</summary>
    public string Name { get; }

    /// <summary>The rows, [V, C].</summary>
    public Parameter Weight { get; }

    /// <summary>The low-rank update, or null. Its A is held transposed, [V, rank], so that rows can be gathered.</summary>
    public LoraUpdate? Lora { get; set; }

    /// <summary>The rows that are trained while the others are frozen, or null.</summary>
    public TokenRows? Rows { get; set; }

    /// <summary>All rows, trained ones in their places, [V, C].</summary>
    internal Tensor Matrix() => Rows is null ? Weight.Value : Rows.Matrix();

    /// <summary>The rows of T token ids, [T, C].</summary>
    public Tensor Forward(ReadOnlySpan<int> tokenIds)
    {
        var rows = Matrix().Gather(tokenIds);
        return Lora is null
            ? rows
            : rows.Add(Lora.A.Value.Gather(tokenIds).Linear(Lora.B.Value).Scale((float)Lora.Scale)); // [T, r] [C, r]^T -> [T, C]
    }
}
