namespace Attune.Models;

/// <summary>
/// Products of the blocks of a panel with rounded activations. A rounded block is a float32 scale, the <see cref="Sums"/> that the
/// form needs of its codes, and one signed byte a column.
/// </summary>
internal unsafe interface IRoundingProduct
{
    /// <summary>How many 32-bit words of sums a rounded block has.</summary>
    static abstract int Sums { get; }

    /// <summary>Makes the sums of a block's codes.</summary>
    static abstract void Sum(sbyte* codes, int* sums);

    /// <summary>Adds the products of one row with the sixteen rows of a panel.</summary>
    /// <param name="weights">The first block of the panel.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="row">The rounded row.</param>
    /// <param name="sums">The sixteen sums.</param>
    static abstract void AddOne(byte* weights, int blocks, byte* row, float* sums);

    /// <summary>The same for four rows.</summary>
    /// <param name="weights">The first block of the panel.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="rows">The first rounded row.</param>
    /// <param name="bytes">Bytes from a row to the next.</param>
    /// <param name="sums">Sixteen sums of the first row.</param>
    /// <param name="stride">Floats from the sums of a row to those of the next.</param>
    static abstract void AddFour(byte* weights, int blocks, byte* rows, nint bytes, float* sums, nint stride);
}
