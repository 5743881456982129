namespace Attune.Models;

/// <summary>Products with weights in blocks: the tiles of <see cref="BlockTile{TBlock, TTile}"/>.</summary>
internal readonly unsafe struct BlockProduct<TBlock> : IFusedProduct
    where TBlock : struct, IFusedBlock
{
    private static readonly delegate*<byte*, nint, int, int, nint, float*, bool, float*, nint, void>[] Tiles =
    [
        &BlockTile<TBlock, Tile1x2>.Run, &BlockTile<TBlock, Tile2x2>.Run, &BlockTile<TBlock, Tile3x2>.Run,
        &BlockTile<TBlock, Tile4x1>.Run, &BlockTile<TBlock, Tile5x1>.Run, &BlockTile<TBlock, Tile6x1>.Run,
    ];

    public static int MostRows => TBlock.MostRows;

    public static int PanelsFor(int rows) => rows <= 3 ? 2 : 1;

    public static void Multiply(
        byte* weights, nint panelBytes, int column, int count, nint ahead, float* x, int rows, bool accumulate, float* sums, nint stride) =>
        Tiles[rows - 1](weights, panelBytes, column, count, ahead, x, accumulate, sums, stride);
}
