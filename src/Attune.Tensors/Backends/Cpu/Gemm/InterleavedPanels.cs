using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Widens an interleaved matrix into the panels that the kernels read.</summary>
internal static unsafe class InterleavedPanels
{
    const int PanelRows = IInterleavedMatrix.PanelRows;

    /// <summary>Floats that may be written behind the panels asked for.</summary>
    public const int Spare = 64 * PanelRows;

    /// <summary>Columns of B = W^T are rows of W, which stand side by side already.</summary>
    /// <param name="b">W.</param>
    /// <param name="width">The width of a panel of the kernel: 32, 16 or 8.</param>
    /// <param name="first">The first column of B, a multiple of 16 and of the width.</param>
    /// <param name="count">Columns of B.</param>
    /// <param name="step">The first step of k.</param>
    /// <param name="depth">Steps of k.</param>
    /// <param name="panels">Where panels of depth * width floats go, one after the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(IInterleavedMatrix b, int width, int first, int count, int step, int depth, float* panels)
    {
        for (int at = 0; at < count; at += PanelRows)
        {
            int panel = (first + at) / PanelRows;
            if (width >= PanelRows)
                b.Widen(panel, step, depth, panels + ((nint)(at / width) * depth * width) + (at % width), width);
            else
                Split(b, width, count - at <= width ? width : PanelRows, panel, step, depth, panels + ((nint)at * depth));
        }

        // A panel of the kernel that no panel of W fills to its end.
        int filled = (count + PanelRows - 1) / PanelRows * PanelRows;
        if (filled % width != 0)
            Clear(panels + ((nint)(filled / width) * depth * width), filled % width, width, depth);
    }

    static void Clear(float* panel, int from, int width, int depth)
    {
        for (int i = 0; i < depth; i++)
            new Span<float>(panel + ((nint)i * width) + from, width - from).Clear();
    }

    /// <summary>A panel of W becomes two of the kernel, or one where the second would be behind the end.</summary>
    [SkipLocalsInit]
    static void Split(IInterleavedMatrix b, int width, int lanes, int panel, int step, int depth, float* panels)
    {
        const int steps = IInterleavedMatrix.ColumnStep;
        float* both = stackalloc float[steps * PanelRows];
        for (int i = 0; i < depth; i += steps)
        {
            int some = Math.Min(steps, depth - i);
            b.Widen(panel, step + i, some, both, PanelRows);
            for (int j = 0; j < some; j++)
            {
                for (int lane = 0; lane < lanes; lane++)
                    panels[((nint)(lane / width) * depth * width) + ((nint)(i + j) * width) + (lane % width)] = both[(j * PanelRows) + lane];
            }
        }
    }

    /// <summary>Rows of B = W are rows of W: sixteen of them are widened and turned round.</summary>
    /// <param name="b">W.</param>
    /// <param name="width">The width of a panel of the kernel.</param>
    /// <param name="first">The first column.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="step">The first row, a multiple of 16.</param>
    /// <param name="depth">How many rows.</param>
    /// <param name="panels">As for the transpose.</param>
    public static void WidenRows(IInterleavedMatrix b, int width, int first, int count, int step, int depth, float* panels)
    {
        int skipped = first % IInterleavedMatrix.ColumnStep, columns = b.Shape[1];
        int wanted = skipped + count;
        int read = Math.Min((wanted + IInterleavedMatrix.ColumnStep - 1) / IInterleavedMatrix.ColumnStep * IInterleavedMatrix.ColumnStep, columns - (first - skipped));
        float* rows = PackBuffer.Left.Reserve((nint)read * PanelRows);
        for (int p = 0; p < depth; p += PanelRows)
        {
            b.Widen((step + p) / PanelRows, first - skipped, read, rows, PanelRows);
            int steps = Math.Min(PanelRows, depth - p);
            for (int at = 0; at < count; at += width)
            {
                Packing.Pack(
                    rows + ((nint)(skipped + at) * PanelRows), PanelRows, 1, Math.Min(width, count - at), steps,
                    panels + ((nint)at * depth) + ((nint)p * width), width);
            }
        }
    }
}
