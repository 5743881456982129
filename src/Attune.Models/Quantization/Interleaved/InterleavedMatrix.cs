using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>The bytes of a row of a matrix, as its file has them.</summary>
internal delegate ReadOnlySpan<byte> BlockRow(int row);

/// <summary>A frozen matrix in the numbers of its file, rows interleaved by sixteens.</summary>
internal sealed unsafe class InterleavedMatrix<TForm> : IInterleavedMatrix
    where TForm : struct, IInterleavedForm
{
    private const int PanelRows = IInterleavedMatrix.PanelRows, ColumnStep = IInterleavedMatrix.ColumnStep;

    private readonly TForm _form;
    private readonly byte* _data;
    private readonly long _panelBytes;

    /// <param name="name">The name of the form.</param>
    /// <param name="form">The form.</param>
    /// <param name="shape">[rows, columns].</param>
    /// <param name="rows">The rows; asked by several threads.</param>
    /// <param name="columnBytes">Bytes that a block of a row takes in the file.</param>
    public InterleavedMatrix(string name, TForm form, Shape shape, BlockRow rows, int columnBytes)
    {
        (Format, _form, Shape) = (name, form, shape);
        _panelBytes = (long)((shape[1] + TForm.BlockColumns - 1) / TForm.BlockColumns) * TForm.BlockBytes;
        var panels = (shape[0] + PanelRows - 1) / PanelRows;
        ByteCount = panels * _panelBytes;
        _data = (byte*)NativeMemory.AlignedAlloc((nuint)ByteCount, 4096);
        GC.AddMemoryPressure(ByteCount);
        Parallel.For(0, panels, panel => Pack(panel, rows, columnBytes));
    }

    ~InterleavedMatrix()
    {
        // It is called too where there was no memory to take.
        if (_data is null)
            return;
        NativeMemory.AlignedFree(_data);
        GC.RemoveMemoryPressure(ByteCount);
    }

    public Shape Shape { get; }

    public string Format { get; }

    public long ByteCount { get; }

    /// <summary>The blocks of a panel, one after the other.</summary>
    public byte* Blocks(int panel) => _data + (panel * _panelBytes);

    public void Widen(int panel, int column, int count, float* destination, nint stride)
    {
        var block = _data + (panel * _panelBytes) + ((long)(column / TForm.BlockColumns) * TForm.BlockBytes);
        column %= TForm.BlockColumns;
        while (count > 0)
        {
            var some = Math.Min(count, TForm.BlockColumns - column);
            _form.Widen(block, column, some, destination, stride);
            destination += some * stride;
            count -= some;
            column = 0;
            block += TForm.BlockBytes;
        }
    }

    [SkipLocalsInit]
    public void Read(int row, int column, Span<float> destination)
    {
        const int most = 2 * ColumnStep;
        var widened = stackalloc float[most * PanelRows];
        var (panel, lane) = (row / PanelRows, row % PanelRows);
        while (!destination.IsEmpty)
        {
            var first = column - (column % ColumnStep);
            var count = Math.Min(most, Shape[1] - first);
            Widen(panel, first, count, widened, PanelRows);
            var taken = Math.Min(destination.Length, first + count - column);
            for (var i = 0; i < taken; i++)
                destination[i] = widened[((column - first + i) * PanelRows) + lane];
            column += taken;
            destination = destination[taken..];
        }

        GC.KeepAlive(this);
    }

    private void Pack(int panel, BlockRow rows, int columnBytes)
    {
        var data = _data + (panel * _panelBytes);
        NativeMemory.Clear(data, (nuint)_panelBytes);
        for (var lane = 0; lane < PanelRows && (panel * PanelRows) + lane < Shape[0]; lane++)
        {
            var source = rows((panel * PanelRows) + lane);
            for (var block = data; !source.IsEmpty; block += TForm.BlockBytes)
            {
                var length = Math.Min(columnBytes, source.Length);
                _form.Pack(source[..length], lane, new Span<byte>(block, TForm.BlockBytes));
                source = source[length..];
            }
        }
    }
}
