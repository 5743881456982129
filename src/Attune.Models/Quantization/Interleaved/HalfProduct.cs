namespace Attune.Models;

/// <summary>Products with 16-bit floats: the tiles of <see cref="HalfTile{TBits, TTile}"/>.</summary>
internal readonly unsafe struct HalfProduct<TBits> : IFusedProduct
    where TBits : struct, IHalfBits
{
    private static readonly delegate*<byte*, nint, int, nint, float*, bool, float*, nint, void>[] Tiles =
    [
        &HalfTile<TBits, Tile1x4>.Run, &HalfTile<TBits, Tile2x2>.Run, &HalfTile<TBits, Tile3x2>.Run,
        &HalfTile<TBits, Tile4x1>.Run, &HalfTile<TBits, Tile5x1>.Run, &HalfTile<TBits, Tile6x1>.Run,
    ];

    public static int MostRows => 24;

    public static int PanelsFor(int rows) => rows == 1 ? 4 : rows <= 3 ? 2 : 1;

    public static void Multiply(
        byte* weights, nint panelBytes, int column, int count, nint ahead, float* x, int rows, bool accumulate, float* sums, nint stride) =>
        Tiles[rows - 1](weights + (column * 32), panelBytes, count, ahead, x, accumulate, sums, stride);
}
