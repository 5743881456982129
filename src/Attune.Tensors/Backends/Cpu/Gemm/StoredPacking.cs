using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Widens a block of a stored matrix and packs it into panels: B[step.., column..], where B is the matrix or its transpose.</summary>
internal readonly unsafe struct StoredPacking(
    GemmKernel kernel, IStoredMatrix b, bool transposed, int step, int depth, int column, int width, float* panels) : IPieceJob
{
    /// <summary>Panels that a piece packs, so that a stretch read from a row is long.</summary>
    const int PanelsAtOnce = 4;

    public int Pieces => (width + (PanelsAtOnce * kernel.Columns) - 1) / (PanelsAtOnce * kernel.Columns);

    public void Run(int piece)
    {
        int first = piece * PanelsAtOnce * kernel.Columns, end = Math.Min(width, first + (PanelsAtOnce * kernel.Columns));
        if (b is IInterleavedMatrix interleaved)
        {
            float* to = panels + ((nint)first * depth);
            if (transposed) InterleavedPanels.Widen(interleaved, kernel.Columns, column + first, end - first, step, depth, to);
            else InterleavedPanels.WidenRows(interleaved, kernel.Columns, column + first, end - first, step, depth, to);
        }
        else if (transposed)
        {
            for (; first < end; first += kernel.Columns)
                PackRows(first, Math.Min(kernel.Columns, end - first));
        }
        else
        {
            PackColumns(first, end - first);
        }
    }

    /// <summary>Columns of B are rows of the matrix: each is widened along k, then they are put side by side.</summary>
    void PackRows(int first, int count)
    {
        float* rows = PackBuffer.Left.Reserve((nint)count * depth);
        for (int i = 0; i < count; i++)
            b.Read(column + first + i, step, new Span<float>(rows + ((nint)i * depth), depth));
        Packing.Pack(rows, depth, 1, count, depth, panels + ((nint)first * depth), kernel.Columns);
    }

    /// <summary>Rows of B are rows of the matrix: a stretch of each goes to the same step of several panels.</summary>
    [SkipLocalsInit]
    void PackColumns(int first, int count)
    {
        Span<float> stretch = stackalloc float[count];
        for (int p = 0; p < depth; p++)
        {
            b.Read(step + p, column + first, stretch);
            for (int at = 0; at < count; at += kernel.Columns)
            {
                int filled = Math.Min(kernel.Columns, count - at);
                var panel = new Span<float>(panels + ((nint)(first + at) * depth) + ((nint)p * kernel.Columns), kernel.Columns);
                stretch.Slice(at, filled).CopyTo(panel);
                panel[filled..].Clear();
            }
        }
    }
}
