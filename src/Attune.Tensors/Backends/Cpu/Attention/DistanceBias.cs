using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// What is added to scores by the distance of key and query, bias [2 reach + 1, H] with row key - query + reach. For a tile
/// it is spread out so that the lanes of a key stand side by side: place x belongs to the distance last key - first query - x.
/// </summary>
internal static unsafe class DistanceBias
{
    /// <summary>Floats of a spread for documents of this length; whole vectors may be loaded at any of its places.</summary>
    public static int Length(int documentLength) => documentLength + QueryTile.KeyBlock + (2 * QueryTile.Width);

    /// <summary>Fills the spread of one head.</summary>
    public static void Spread(Tensor bias, int h, QueryTile tile, float* spread)
    {
        int reach = bias.Rows / 2, nearest = tile.KeyEnd - 1 - tile.First, places = Places(tile);
        float* column = bias.Singles() + h;
        for (int x = 0; x < places; x++)
            spread[x] = column[(nint)Math.Clamp(nearest - x + reach, 0, 2 * reach) * bias.Columns]; // lanes without a query may be farther away
    }

    /// <summary>scores [keys][32] += the bias; the first is for the block's first key.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* scores, int block, int keys, QueryTile tile, float* spread)
    {
        for (int j = 0; j < keys; j++, scores += QueryTile.Width)
        {
            float* place = spread + (tile.KeyEnd - 1 - block - j);
            (Vector512.Load(scores) + Vector512.Load(place)).Store(scores);
            (Vector512.Load(scores + Vectors.Lanes) + Vector512.Load(place + Vectors.Lanes)).Store(scores + Vectors.Lanes);
        }
    }

    /// <summary>sums (a spread) += the gradients of scores, key after key; lanes without a query do not count.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Collect(float* gradients, int block, int keys, QueryTile tile, float* sums)
    {
        for (int j = 0; j < keys; j++, gradients += QueryTile.Width)
        {
            float* place = sums + (tile.KeyEnd - 1 - block - j);
            (Vector512.Load(place) + Vectors.Load(gradients, tile.Count)).Store(place);
            if (tile.Count > Vectors.Lanes)
            {
                place += Vectors.Lanes;
                (Vector512.Load(place) + Vectors.Load(gradients + Vectors.Lanes, tile.Count - Vectors.Lanes)).Store(place);
            }
        }
    }

    /// <summary>One head's row of a document's gradients, [2 reach + 1], += the sums of a tile.</summary>
    public static void Gather(float* sums, QueryTile tile, float* row, int reach)
    {
        int nearest = tile.KeyEnd - 1 - tile.First, places = Places(tile);
        for (int x = 0; x < places; x++)
        {
            int distance = nearest - x + reach;
            if ((uint)distance <= (uint)(2 * reach))
                row[distance] += sums[x];
        }
    }

    private static int Places(QueryTile tile) => tile.KeyEnd - tile.FirstBlock + QueryTile.Width - 1;
}

/// <summary>dBias [2 reach + 1, H] (+)= the sum over documents of [documents, H, 2 reach + 1], in their order. A piece is a distance.</summary>
internal readonly unsafe struct DistanceBiasGradient(Tensor perDocument, Destination dBias) : IPieceJob
{
    public void Run(int piece)
    {
        int heads = dBias.Tensor.Columns, distances = dBias.Tensor.Rows;
        for (int h = 0; h < heads; h++)
        {
            float sum = 0;
            for (int row = h; row < perDocument.Rows; row += heads)
                sum += perDocument.Singles()[((nint)row * distances) + piece];
            float* result = dBias.Tensor.Singles() + ((nint)piece * heads) + h;
            *result = dBias.Accumulate ? *result + sum : sum;
        }
    }
}
