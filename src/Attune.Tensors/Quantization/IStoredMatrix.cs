namespace Attune.Tensors;

/// <summary>
/// A frozen matrix that is kept in a smaller form than float32. Products widen the part they need at the moment, tile by tile;
/// it is never whole in memory as floats. Reading is safe from several threads.
/// </summary>
public interface IStoredMatrix
{
    /// <summary>Its shape, [rows, columns].</summary>
    Shape Shape { get; }

    /// <summary>The name of the form, such as <c>NF4</c>, for messages.</summary>
    string Format { get; }

    /// <summary>Bytes that it takes.</summary>
    long ByteCount { get; }

    /// <summary>Widens a stretch of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The first column.</param>
    /// <param name="destination">As long as the stretch.</param>
    void Read(int row, int column, Span<float> destination);
}
