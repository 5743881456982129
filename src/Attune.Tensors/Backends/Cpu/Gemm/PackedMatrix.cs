using System.Runtime.InteropServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// A right-hand matrix B[k, n] in the panel form the kernels read: packed once, multiplied often. Frozen weights are kept so.
/// From one weight W[out, in] both forms can be packed: the transposed one for y = x W^T, the plain one for dx = dy W.
/// </summary>
/// <remarks>Panel j holds columns j * w .. j * w + w - 1 (w = the kernel's width) as k rows of w floats; the last is filled up with zeros.</remarks>
internal sealed unsafe class PackedMatrix : IDisposable
{
    float* _data;

    /// <summary>Packs a matrix.</summary>
    /// <param name="pool">Threads to share the work.</param>
    /// <param name="transposed">B is stored as [columns, rows].</param>
    /// <param name="rows">k: rows of B.</param>
    /// <param name="columns">n: columns of B.</param>
    /// <param name="source">First element as stored.</param>
    /// <param name="stride">Elements from a stored row to the next.</param>
    /// <param name="kernel">Micro-kernels that will read it; the best of this machine by default.</param>
    public PackedMatrix(WorkerPool pool, bool transposed, int rows, int columns, float* source, int stride, GemmKernel? kernel = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, transposed ? rows : columns);
        Rows = rows;
        Columns = columns;
        Kernel = kernel ?? GemmKernel.Best;
        Panels = (columns + Kernel.Columns - 1) / Kernel.Columns;
        ByteCount = (long)Panels * Kernel.Columns * rows * sizeof(float);
        _data = (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(ByteCount, 1), 4096);
        Repack(pool, transposed, source, stride);
    }

    ~PackedMatrix() => NativeMemory.AlignedFree(_data);

    public int Rows { get; }

    public int Columns { get; }

    public int Panels { get; }

    public GemmKernel Kernel { get; }

    /// <summary>Native memory held.</summary>
    public long ByteCount { get; }

    /// <summary>First row of panel 0; panels follow each other at Rows * Kernel.Columns floats.</summary>
    public float* Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(_data is null, this);
            return _data;
        }
    }

    /// <summary>Packs new values of the same shape into the same memory.</summary>
    public void Repack(WorkerPool pool, bool transposed, float* source, int stride) =>
        BlockedProduct.PackRight(pool, Kernel, new MatrixView(source, stride, transposed), Rows, Columns, Data);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
        GC.SuppressFinalize(this);
    }
}
