namespace Attune.Tensors;

/// <summary>
/// A stored matrix W that widens its numbers in registers, where they are multiplied at once, in products x W^T with few rows of x:
/// nothing that is widened goes through memory. Sums are the chains of the widened matrix, as in other products.
/// </summary>
public unsafe interface IFusedMatrix : IInterleavedMatrix
{
    /// <summary>The most rows of a tile.</summary>
    const int TileRows = 6;

    /// <summary>Up to how many rows of x that is the fastest way; 0 where this machine's vectors are not those it is written for.</summary>
    int MostRows { get; }

    /// <summary>
    /// A power of two that x is multiplied by beforehand, so that numbers may be widened to that part of themselves. Where this is
    /// more than float32 holds, products must be computed in another way.
    /// </summary>
    float Factor { get; }

    /// <summary>Panels that are multiplied together, so that enough chains are under way.</summary>
    /// <param name="rows">Rows of a tile, 1 to <see cref="TileRows"/>.</param>
    int PanelsFor(int rows);

    /// <summary>Multiplies some columns of neighbouring panels with a tile of x.</summary>
    /// <param name="panel">The first panel.</param>
    /// <param name="alone">Whether only this panel is wanted; what is written beside its sums then means nothing.</param>
    /// <param name="column">The first column, a multiple of <see cref="IInterleavedMatrix.ColumnStep"/>.</param>
    /// <param name="count">How many columns: a multiple of <see cref="IInterleavedMatrix.ColumnStep"/>, or all that are left.</param>
    /// <param name="x">The tile from that column on: the numbers of all its rows, times <see cref="Factor"/>, column after column.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="accumulate">Whether the chains go on from the sums that are there, or begin at zero.</param>
    /// <param name="sums">Sixteen sums of the first row for each of <see cref="PanelsFor"/> panels; those of row i are i strides further.</param>
    /// <param name="stride">Floats from the sums of a row to those of the next.</param>
    void Multiply(int panel, bool alone, int column, int count, float* x, int rows, bool accumulate, float* sums, nint stride);
}
