using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Moves a tile between C and a row-major copy that is as wide as the kernel.</summary>
internal static unsafe class TileCopy
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(MatrixView tile, int rows, int columns, float* copy, int width)
    {
        nint rowStep = tile.RowStep, columnStep = tile.ColumnStep;
        for (int i = 0; i < rows; i++)
        {
            float* source = tile.Data + i * rowStep;
            float* target = copy + i * width;
            for (int j = 0; j < columns; j++) target[j] = source[j * columnStep];
            for (int j = columns; j < width; j++) target[j] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(float* copy, int width, int rows, int columns, MatrixView tile)
    {
        nint rowStep = tile.RowStep, columnStep = tile.ColumnStep;
        for (int i = 0; i < rows; i++)
        {
            float* source = copy + i * width;
            float* target = tile.Data + i * rowStep;
            for (int j = 0; j < columns; j++) target[j * columnStep] = source[j];
        }
    }
}
