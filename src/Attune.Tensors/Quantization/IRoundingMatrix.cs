namespace Attune.Tensors;

/// <summary>
/// A stored matrix W whose products x W^T round x to 8-bit blocks first and multiply integers. Sums of integers are exact and blocks
/// are added in order of the columns, so the result has the same bits on every machine, for any number of rows and threads. Other
/// products (gradients, where W stands untransposed) widen it as they do any interleaved matrix.
/// </summary>
public unsafe interface IRoundingMatrix : IInterleavedMatrix
{
    /// <summary>Bytes of a rounded row of activations.</summary>
    int RoundedBytes { get; }

    /// <summary>Rounds a row of activations. A block with a number that is not finite makes NaN of what it is multiplied with.</summary>
    /// <param name="row">As many numbers as the matrix has columns.</param>
    /// <param name="destination">Where <see cref="RoundedBytes"/> bytes go.</param>
    void Round(float* row, byte* destination);

    /// <summary>Adds the products of some rounded rows with the sixteen rows of a panel.</summary>
    /// <param name="panel">The panel. Lanes that the last one has beyond the matrix are added to too, and mean nothing.</param>
    /// <param name="rounded">The rounded rows, one after the other.</param>
    /// <param name="rows">How many.</param>
    /// <param name="destination">Sixteen sums of the first row; those of row i are i strides further.</param>
    /// <param name="stride">Floats from the sums of a row to those of the next.</param>
    void AddProducts(int panel, byte* rounded, int rows, float* destination, nint stride);
}
