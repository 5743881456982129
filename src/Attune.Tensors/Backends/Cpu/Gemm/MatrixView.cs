namespace Attune.Tensors.Backends.Cpu;

/// <summary>A matrix in memory, row-major or (transposed) column-major, with its leading dimension.</summary>
internal readonly unsafe struct MatrixView(float* data, int stride, bool transposed)
{
    public readonly float* Data = data;
    public readonly int Stride = stride;
    public readonly bool Transposed = transposed;

    /// <summary>Distance in elements between neighbouring rows.</summary>
    public nint RowStep => Transposed ? 1 : Stride;

    /// <summary>Distance in elements between neighbouring columns.</summary>
    public nint ColumnStep => Transposed ? Stride : 1;

    public float* At(nint row, nint column) => Data + row * RowStep + column * ColumnStep;

    /// <summary>The part that starts at this element.</summary>
    public MatrixView From(nint row, nint column) => new(At(row, column), Stride, Transposed);

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public MatrixView Flip() => new(Data, Stride, !Transposed);
}
