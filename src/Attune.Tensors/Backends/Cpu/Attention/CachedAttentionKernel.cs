using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Attention of single rows to a cache: the arithmetic of <see cref="AttentionForward"/> in the same order (each score one
/// chain over the channels, keys in blocks of 64 from the sequence's start), so the bits are those of the training pass.
/// A piece is a row and a key-value head with its group of query heads.
/// </summary>
internal readonly unsafe struct CachedAttentionKernel(
    Tensor q, Tensor keys, Tensor values, int* keyStart, int* keyCount, AttentionHeads heads, Tensor y) : IPieceJob
{
    public void Run(int piece)
    {
        int row = piece / heads.KeyValue, shared = piece % heads.KeyValue, size = heads.Dimension;
        int padded = (size + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes;
        float* query = Scratch.Take((2 * padded) + QueryTile.KeyBlock);
        float* output = query + padded;
        float* weights = output + padded;
        nint cacheStart = ((nint)keyStart[row] * keys.Columns) + (shared * size);
        for (int h = shared * heads.Group; h < (shared + 1) * heads.Group; h++)
        {
            float* source = q.Singles() + ((nint)row * q.Columns) + (h * size);
            for (int d = 0; d < size; d++)
                query[d] = source[d] * (float)heads.Scale;
            new Span<float>(output, padded).Clear();
            float sum = Blocks(cacheStart, keyCount[row], query, output, weights, padded);
            float* result = y.Singles() + ((nint)row * y.Columns) + (h * size);
            for (int d = 0; d < size; d++)
                result[d] = output[d] / sum;
        }
    }

    private float Blocks(nint cacheStart, int count, float* query, float* output, float* weights, int padded)
    {
        float maximum = float.NegativeInfinity, sum = 0;
        for (int block = 0; block < count; block += QueryTile.KeyBlock)
        {
            int inBlock = Math.Min(QueryTile.KeyBlock, count - block);
            nint start = cacheStart + ((nint)block * keys.Columns);
            Scores(keys.Singles() + start, inBlock, query, weights);
            float highest = maximum;
            for (int j = 0; j < inBlock; j++)
                highest = weights[j] > highest ? weights[j] : highest;
            float shrink = VectorMath.Exp(Vector512.Create(maximum - highest)).GetElement(0);
            for (int j = 0; j < inBlock; j += Vectors.Lanes)
                VectorMath.Exp(Vector512.Load(weights + j) - Vector512.Create(highest)).Store(weights + j);
            sum *= shrink;
            for (int j = 0; j < inBlock; j++)
                sum += weights[j];
            if (block > 0)
            {
                for (int d = 0; d < padded; d += Vectors.Lanes)
                    (Vector512.Load(output + d) * Vector512.Create(shrink)).Store(output + d);
            }

            maximum = highest;
            // [1,keys] [keys,D] -> [1,D]
            PanelProduct.Run(
                1, inBlock, padded / Vectors.Lanes, weights, 0, 1, values.Singles() + start, values.Columns, output, 0, accumulate: true);
        }

        return sum;
    }

    /// <summary>One chain per key, eight keys side by side; the block's lanes without a key are filled with zeros.</summary>
    private void Scores(float* blockKeys, int count, float* query, float* scores)
    {
        int j = 0;
        nint stride = keys.Columns;
        for (; j + 8 <= count; j += 8, blockKeys += 8 * stride)
        {
            float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
            for (int d = 0; d < heads.Dimension; d++)
            {
                float* channel = blockKeys + d;
                s0 = MathF.FusedMultiplyAdd(channel[0], query[d], s0);
                s1 = MathF.FusedMultiplyAdd(channel[stride], query[d], s1);
                s2 = MathF.FusedMultiplyAdd(channel[2 * stride], query[d], s2);
                s3 = MathF.FusedMultiplyAdd(channel[3 * stride], query[d], s3);
                s4 = MathF.FusedMultiplyAdd(channel[4 * stride], query[d], s4);
                s5 = MathF.FusedMultiplyAdd(channel[5 * stride], query[d], s5);
                s6 = MathF.FusedMultiplyAdd(channel[6 * stride], query[d], s6);
                s7 = MathF.FusedMultiplyAdd(channel[7 * stride], query[d], s7);
            }

            (scores[j], scores[j + 1], scores[j + 2], scores[j + 3]) = (s0, s1, s2, s3);
            (scores[j + 4], scores[j + 5], scores[j + 6], scores[j + 7]) = (s4, s5, s6, s7);
        }

        for (; j < count; j++, blockKeys += stride)
        {
            float sum = 0;
            for (int d = 0; d < heads.Dimension; d++)
                sum = MathF.FusedMultiplyAdd(blockKeys[d], query[d], sum);
            scores[j] = sum;
        }

        for (; j < QueryTile.KeyBlock; j++)
            scores[j] = 0;
    }
}
