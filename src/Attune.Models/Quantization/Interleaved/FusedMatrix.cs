using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>A matrix in the numbers of its file whose products with few rows widen it in registers.</summary>
internal sealed unsafe class FusedMatrix<TForm, TProduct>(InterleavedMatrix<TForm> weights, float factor) : IFusedMatrix
    where TForm : struct, IInterleavedForm
    where TProduct : struct, IFusedProduct
{
    public Shape Shape => weights.Shape;

    public string Format => weights.Format;

    public long ByteCount => weights.ByteCount;

    public int MostRows => Fma.IsSupported && Avx2.IsSupported && !Vector512.IsHardwareAccelerated ? TProduct.MostRows : 0;

    public float Factor => factor;

    public int PanelsFor(int rows) => TProduct.PanelsFor(rows);

    public void Read(int row, int column, Span<float> destination) => weights.Read(row, column, destination);

    public void Widen(int panel, int column, int count, float* destination, nint stride) => weights.Widen(panel, column, count, destination, stride);

    public void Multiply(int panel, bool alone, int column, int count, float* x, int rows, bool accumulate, float* sums, nint stride)
    {
        var panelBytes = (nint)(weights.Blocks(1) - weights.Blocks(0));
        var from = weights.Blocks(panel) + ((nint)(column / TForm.BlockColumns) * TForm.BlockBytes);
        TProduct.Multiply(
            from, alone ? 0 : panelBytes, column % TForm.BlockColumns, count, InterleavedLanes.Ahead, x, rows, accumulate, sums, stride);
        GC.KeepAlive(weights);
    }
}
