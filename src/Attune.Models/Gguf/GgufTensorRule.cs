using System.Globalization;

namespace Attune.Models;

/// <summary>
/// Which tensor of a GGUF file is which weight of the model; <c>{0}</c> is the number of the layer. Where the weight's name has
/// <c>{1}</c>, the number of an expert, the tensor is the matrices of all experts one behind the other, [E, n, k].
/// </summary>
/// <param name="Weight">The model's name.</param>
/// <param name="Tensor">The file's name.</param>
/// <param name="Rows">The order of rows in the file.</param>
/// <param name="Added">What the file's numbers are larger by than the model's: 1 for norms of Gemma.</param>
/// <param name="Transposed">Whether the model has the matrix the other way round (GPT-2).</param>
/// <param name="OneRow">Whether the file has the model's matrix of one row as a vector.</param>
internal sealed record GgufTensorRule(
    string Weight, string Tensor, GgufRowOrder Rows = GgufRowOrder.Plain, float Added = 0, bool Transposed = false, bool OneRow = false)
{
    public string WeightOf(int layer, int expert = 0) => string.Format(CultureInfo.InvariantCulture, Weight, layer, expert);

    public string TensorOf(int layer) => string.Format(CultureInfo.InvariantCulture, Tensor, layer);

    public bool IsOfExperts => Weight.Contains("{1}", StringComparison.Ordinal);

    public bool IsOfLayers => Weight.Contains("{0}", StringComparison.Ordinal);

    /// <summary>How many weights its tensor holds.</summary>
    public int Parts(ModelConfiguration c) => IsOfExperts ? c.Mixture?.Experts ?? 0 : 1;

    /// <summary>The dimensions in the file of weights that have these dimensions in the model.</summary>
    public IReadOnlyList<long> FileDimensions(IReadOnlyList<long> weight, int parts) =>
        Transposed ? [.. weight.Reverse()] : OneRow ? [weight[^1]] : IsOfExperts ? [parts, .. weight] : weight;

    /// <summary>The dimensions in the model of each weight in a tensor; where the tensor is of another form, its own, which then do not fit.</summary>
    public IReadOnlyList<long> ModelDimensions(IReadOnlyList<long> tensor, int parts)
    {
        if (Transposed)
            return [.. tensor.Reverse()];
        if (OneRow && tensor.Count == 1)
            return [1, tensor[0]];
        return IsOfExperts && tensor.Count == 3 && tensor[0] == parts ? [tensor[1], tensor[2]] : tensor;
    }

    /// <summary>The row of the model that stands at a row of the file.</summary>
    public int ModelRow(int row, ModelConfiguration c) => Rows switch
    {
        GgufRowOrder.Plain => row,
        GgufRowOrder.FusedHeads => HeadByHead(row, c),
        _ => row - (row % c.HeadDimension) + (row % c.HeadDimension / 2) + (row % c.HeadDimension % 2 * (c.HeadDimension / 2)),
    };

    /// <summary>The row of the file at which a row of the model stands.</summary>
    public int FileRow(int row, ModelConfiguration c)
    {
        if (Rows == GgufRowOrder.Plain)
            return row;
        if (Rows == GgufRowOrder.FusedHeads)
            return PartByPart(row, c);
        var (head, within) = Math.DivRem(row, c.HeadDimension);
        var half = c.HeadDimension / 2;
        return (head * c.HeadDimension) + (within % half * 2) + (within / half);
    }

    private static int HeadByHead(int row, ModelConfiguration c)
    {
        var (part, rest) = Math.DivRem(row, c.HeadCount * c.HeadDimension);
        var (head, within) = Math.DivRem(rest, c.HeadDimension);
        return (((head * 3) + part) * c.HeadDimension) + within;
    }

    private static int PartByPart(int row, ModelConfiguration c)
    {
        var (head, rest) = Math.DivRem(row, 3 * c.HeadDimension);
        var (part, within) = Math.DivRem(rest, c.HeadDimension);
        return (((part * c.HeadCount) + head) * c.HeadDimension) + within;
    }
}
