using System.Globalization;

namespace Attune.Models;

/// <summary>Which tensor of a GGUF file is which weight of the model; <c>{0}</c> is the number of the layer.</summary>
/// <param name="Weight">The model's name.</param>
/// <param name="Tensor">The file's name.</param>
/// <param name="Rows">The order of rows in the file.</param>
/// <param name="Added">What the file's numbers are larger by than the model's: 1 for norms of Gemma.</param>
/// <param name="Transposed">Whether the model has the matrix the other way round (GPT-2).</param>
internal sealed record GgufTensorRule(
    string Weight, string Tensor, GgufRowOrder Rows = GgufRowOrder.Plain, float Added = 0, bool Transposed = false)
{
    public string WeightOf(int layer) => string.Format(CultureInfo.InvariantCulture, Weight, layer);

    public string TensorOf(int layer) => string.Format(CultureInfo.InvariantCulture, Tensor, layer);

    public bool IsOfLayers => Weight.Contains("{0}", StringComparison.Ordinal);

    /// <summary>The row of the model that stands at a row of the file.</summary>
    public int ModelRow(int row, ModelConfiguration c)
    {
        if (Rows == GgufRowOrder.Plain)
            return row;
        var (head, within) = Math.DivRem(row, c.HeadDimension);
        return (head * c.HeadDimension) + (within / 2) + (within % 2 * (c.HeadDimension / 2));
    }

    /// <summary>The row of the file at which a row of the model stands.</summary>
    public int FileRow(int row, ModelConfiguration c)
    {
        if (Rows == GgufRowOrder.Plain)
            return row;
        var (head, within) = Math.DivRem(row, c.HeadDimension);
        var half = c.HeadDimension / 2;
        return (head * c.HeadDimension) + (within % half * 2) + (within / half);
    }
}
