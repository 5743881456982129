namespace Attune.Models;

/// <summary>Products of the blocks of neighbouring panels with a tile of activations, widened in registers.</summary>
internal unsafe interface IFusedProduct
{
    /// <summary>As <see cref="Tensors.IFusedMatrix.MostRows"/>, where vectors are those of AVX2.</summary>
    static abstract int MostRows { get; }

    /// <summary>As <see cref="Tensors.IFusedMatrix.PanelsFor"/>.</summary>
    static abstract int PanelsFor(int rows);

    /// <summary>Multiplies some columns.</summary>
    /// <param name="weights">The first panel's block with the first column.</param>
    /// <param name="panelBytes">Bytes from a panel to the next; 0 where only the first is wanted.</param>
    /// <param name="column">The first column's place in its block.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="ahead">How many bytes ahead of their use weights are fetched.</param>
    /// <param name="x">The tile, column after column.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="accumulate">Whether the chains go on from the sums that are there.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="stride">Floats from the sums of a row to those of the next.</param>
    static abstract void Multiply(
        byte* weights, nint panelBytes, int column, int count, nint ahead, float* x, int rows, bool accumulate, float* sums, nint stride);
}
