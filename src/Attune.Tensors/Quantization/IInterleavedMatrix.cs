namespace Attune.Tensors;

/// <summary>
/// A stored matrix whose rows stand side by side by sixteens: panel p holds rows 16 p to 16 p + 15, column after column, so that
/// one vector has the same column of sixteen rows. Products widen it without turning it round, a few columns at a time.
/// </summary>
public unsafe interface IInterleavedMatrix : IStoredMatrix
{
    /// <summary>Rows of a panel.</summary>
    const int PanelRows = 16;

    /// <summary>Stretches begin at a multiple of so many columns.</summary>
    const int ColumnStep = 32;

    /// <summary>Widens some columns of a panel.</summary>
    /// <param name="panel">The panel. Rows that the last one has beyond the matrix are written too, and mean nothing.</param>
    /// <param name="column">The first column, a multiple of <see cref="ColumnStep"/>.</param>
    /// <param name="count">How many columns: a multiple of <see cref="ColumnStep"/>, or all that are left.</param>
    /// <param name="destination">Where the 16 numbers of the first column go; those of column i go i strides further.</param>
    /// <param name="stride">Floats from one column to the next, at least 16.</param>
    void Widen(int panel, int column, int count, float* destination, nint stride);
}
