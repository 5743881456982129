using Attune.Tensors;

namespace Attune.Models;

/// <summary>The rows of a pass that something further up needs.</summary>
internal static class PickedRows
{
    /// <summary>Some rows of x [T, C], or x itself where all are wanted.</summary>
    public static Tensor Picked(this Tensor x, int[]? rows) => rows is null ? x : x.SelectRows(rows);
}
