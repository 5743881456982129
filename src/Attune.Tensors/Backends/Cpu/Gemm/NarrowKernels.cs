using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The tables of <see cref="NarrowKernel{TLanes, TVector, TRows}"/>: one vector wide, up to 12 rows high.</summary>
internal sealed unsafe class NarrowKernels
{
    readonly delegate*<int, float*, nint, float*, bool, float*, void>[] _tiles;

    NarrowKernels(int columns, delegate*<int, float*, nint, float*, bool, float*, void>[] tiles)
    {
        Columns = columns;
        _tiles = tiles;
    }

    public static NarrowKernels Sixteen { get; } = new(16,
    [
        &NarrowKernel<Lanes512, Vector512<float>, Rows1>.Run, &NarrowKernel<Lanes512, Vector512<float>, Rows2>.Run,
        &NarrowKernel<Lanes512, Vector512<float>, Rows3>.Run, &NarrowKernel<Lanes512, Vector512<float>, Rows4>.Run,
        &NarrowKernel<Lanes512, Vector512<float>, Rows5>.Run, &NarrowKernel<Lanes512, Vector512<float>, Rows6>.Run,
        &NarrowKernel<Lanes512, Vector512<float>, Rows7>.Run, &NarrowKernel<Lanes512, Vector512<float>, Rows8>.Run,
        &NarrowKernel<Lanes512, Vector512<float>, Rows9>.Run, &NarrowKernel<Lanes512, Vector512<float>, Rows10>.Run,
        &NarrowKernel<Lanes512, Vector512<float>, Rows11>.Run, &NarrowKernel<Lanes512, Vector512<float>, Rows12>.Run,
    ]);

    public static NarrowKernels Eight { get; } = new(8,
    [
        &NarrowKernel<Lanes256, Vector256<float>, Rows1>.Run, &NarrowKernel<Lanes256, Vector256<float>, Rows2>.Run,
        &NarrowKernel<Lanes256, Vector256<float>, Rows3>.Run, &NarrowKernel<Lanes256, Vector256<float>, Rows4>.Run,
        &NarrowKernel<Lanes256, Vector256<float>, Rows5>.Run, &NarrowKernel<Lanes256, Vector256<float>, Rows6>.Run,
        &NarrowKernel<Lanes256, Vector256<float>, Rows7>.Run, &NarrowKernel<Lanes256, Vector256<float>, Rows8>.Run,
        &NarrowKernel<Lanes256, Vector256<float>, Rows9>.Run, &NarrowKernel<Lanes256, Vector256<float>, Rows10>.Run,
        &NarrowKernel<Lanes256, Vector256<float>, Rows11>.Run, &NarrowKernel<Lanes256, Vector256<float>, Rows12>.Run,
    ]);

    public int Columns { get; }

    public int Rows => _tiles.Length;

    /// <summary>The narrowest kernels that take so many columns and are not slower than the tiles of the given kernel; null if none are.</summary>
    public static NarrowKernels? For(GemmKernel kernel, int columns) => columns switch
    {
        <= 8 when kernel.Columns >= 16 => Eight,
        <= 16 when kernel.Columns >= 32 => Sixteen,
        _ => null,
    };

    /// <inheritdoc cref="NarrowKernel{TLanes, TVector, TRows}.Run"/>
    public void Tile(int rows, int k, float* a, nint aRow, float* b, bool accumulate, float* c) =>
        _tiles[rows - 1](k, a, aRow, b, accumulate, c);
}
