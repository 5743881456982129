using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>A block of C as a grid of tiles, from panels of A and panels of B that are packed or lie in the operands themselves.</summary>
internal unsafe struct TileSweep
{
    /// <summary>Panels of B up to this many bytes stay in the first-level cache together.</summary>
    const int SmallRight = 24 * 1024;

    public GemmKernel Kernel;

    /// <summary>Length of the chains.</summary>
    public int Depth;

    public bool Accumulate;

    /// <summary>First row of A; its strides, and the distance between panels of Kernel.Rows rows.</summary>
    public float* A;
    public nint ARow, AStep, APanel;

    /// <summary>First panel of B; the distance between its rows, and between panels.</summary>
    public float* B;
    public nint BStep, BPanel;

    /// <summary>C at the first row of A and the first column of B.</summary>
    public MatrixView C;

    /// <summary>Size of the block of C.</summary>
    public int Rows, Columns;

    /// <summary>Tiles that share the rows as evenly as can be; 0: tiles of Kernel.Rows rows, and one with the rest.</summary>
    public int EvenTiles;

    /// <summary>Computes all rows of the tiles in these panels of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int firstPanel, int endPanel)
    {
        int rowPanels = EvenTiles > 0 ? EvenTiles : (Rows + Kernel.Rows - 1) / Kernel.Rows;
        if (Rows <= Kernel.WideRows && !C.Transposed)
        {
            RunWide(firstPanel, endPanel);
        }
        else if ((long)Depth * (endPanel - firstPanel) * Kernel.Columns * sizeof(float) <= SmallRight)
        {
            for (int i = 0; i < rowPanels; i++)
            {
                for (int j = firstPanel; j < endPanel; j++) Tile(i, j, i + 1, j);
            }
        }
        else
        {
            for (int j = firstPanel; j < endPanel; j++)
            {
                for (int i = 0; i < rowPanels; i++) Tile(i, j, i + 1, j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void RunWide(int firstPanel, int endPanel)
    {
        int j = firstPanel;
        int full = Math.Min(endPanel, Columns / Kernel.Columns);
        for (; j + 2 <= full; j += 2)
        {
            float* left = B + j * BPanel;
            Kernel.Wide(Rows, Depth, A, ARow, AStep, left, left + BPanel, BStep, Accumulate, C.At(0, (nint)j * Kernel.Columns), C.Stride);
        }

        for (; j < endPanel; j++) Tile(0, j, 0, j + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly int First(int tile) => EvenTiles > 0 ? (int)((long)Rows * tile / EvenTiles) : Math.Min(Rows, tile * Kernel.Rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void Tile(int i, int j, int nextI, int nextJ)
    {
        int first = First(i), rows = First(i + 1) - first;
        int columns = Math.Min(Kernel.Columns, Columns - j * Kernel.Columns);
        MatrixView tile = C.From(first, (nint)j * Kernel.Columns);
        if (columns < Kernel.Columns || C.Transposed)
        {
            EdgeTile(rows, columns, A + i * APanel, B + j * BPanel, tile);
            return;
        }

        float* next = C.At(First(nextI), (nint)nextJ * Kernel.Columns);
        Kernel.Tile(rows, Depth, A + i * APanel, ARow, AStep, B + j * BPanel, BStep, Accumulate, tile.Data, C.Stride, next);
    }

    // Where C has fewer columns than a tile, or is column-major, the kernel works on a copy.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void EdgeTile(int rows, int columns, float* a, float* b, MatrixView tile)
    {
        float* copy = stackalloc float[12 * 32];
        if (Accumulate) TileCopy.Read(tile, rows, columns, copy, Kernel.Columns);
        Kernel.Tile(rows, Depth, a, ARow, AStep, b, BStep, Accumulate, copy, Kernel.Columns, copy);
        TileCopy.Write(copy, Kernel.Columns, rows, columns, tile);
    }
}
