using Attune.Tensors;

namespace Attune.Models;

/// <summary>A matrix in the numbers of its file whose products round activations to 8-bit blocks, one for each block of a row.</summary>
internal sealed unsafe class RoundingMatrix<TForm, TProduct>(InterleavedMatrix<TForm> weights) : IRoundingMatrix
    where TForm : struct, IInterleavedForm
    where TProduct : struct, IRoundingProduct
{
    /// <summary>Bytes of a panel that stay in the first-level cache while rows pass.</summary>
    private const int CachedBytes = 16 * 1024;

    private readonly int _blocks = weights.Shape[1] / TForm.BlockColumns;

    public Shape Shape => weights.Shape;

    public string Format => weights.Format;

    public long ByteCount => weights.ByteCount;

    public int RoundedBytes => _blocks * RoundedBlockBytes;

    private static int Header => sizeof(float) + (TProduct.Sums * sizeof(int));

    private static int RoundedBlockBytes => Header + TForm.BlockColumns;

    public void Read(int row, int column, Span<float> destination) => weights.Read(row, column, destination);

    public void Widen(int panel, int column, int count, float* destination, nint stride) => weights.Widen(panel, column, count, destination, stride);

    public void Round(float* row, byte* destination)
    {
        for (var i = 0; i < _blocks; i++, row += TForm.BlockColumns, destination += RoundedBlockBytes)
        {
            var codes = (sbyte*)(destination + Header);
            *(float*)destination = RoundedBlock.Round(row, TForm.BlockColumns, codes);
            TProduct.Sum(codes, (int*)(destination + sizeof(float)));
        }
    }

    public void AddProducts(int panel, byte* rounded, int rows, float* destination, nint stride)
    {
        const int tile = 4;
        var atOnce = rows <= tile ? _blocks : Math.Max(1, CachedBytes / TForm.BlockBytes);
        for (var first = 0; first < _blocks; first += atOnce)
        {
            var blocks = Math.Min(atOnce, _blocks - first);
            var from = weights.Blocks(panel) + ((nint)first * TForm.BlockBytes);
            var row = rounded + ((nint)first * RoundedBlockBytes);
            var i = 0;
            for (; i + tile <= rows; i += tile)
                TProduct.AddFour(from, blocks, row + ((nint)i * RoundedBytes), RoundedBytes, destination + (i * stride), stride);
            for (; i < rows; i++)
                TProduct.AddOne(from, blocks, row + ((nint)i * RoundedBytes), destination + (i * stride));
        }

        GC.KeepAlive(weights);
    }
}
