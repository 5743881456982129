using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Attention of rows to a cache: the arithmetic of <see cref="AttentionForward"/> in the same order (each score one
/// chain over the channels, keys in blocks of 64 from the sequence's start), so the bits are those of the training pass.
/// Here the lanes are keys, and the query heads that share keys are done together; so are neighbouring rows of a sequence,
/// for which keys are turned round once. A piece is such a run of rows and a key-value head.
/// </summary>
internal readonly unsafe struct CachedAttentionKernel(
    Tensor q, Tensor keys, Tensor values, int* keyStart, int* keyCount, CachedRuns runs, AttentionHeads heads, Tensor y) : IPieceJob
{
    private const int Block = QueryTile.KeyBlock;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int run = piece / heads.KeyValue, shared = piece % heads.KeyValue, size = heads.Dimension, group = heads.Group;
        int first = runs[run], rows = runs[run + 1] - first;
        var memory = new Buffers(size, group * rows);
        nint heading = shared * group * size;
        for (int i = 0; i < rows * group; i++)
        {
            float* source = q.Singles() + ((nint)(first + (i / group)) * q.Columns) + heading + (i % group * size);
            for (int d = 0; d < size; d++)
                memory.Queries[(i * memory.RowLength) + d] = source[d] * (float)heads.Scale;
            (memory.Maximum[i], memory.Sum[i]) = (float.NegativeInfinity, 0);
        }

        new Span<float>(memory.Outputs, rows * group * memory.RowLength).Clear();
        int begin = int.MaxValue, end = 0;
        for (int row = first; row < first + rows; row++)
            (begin, end) = (Math.Min(begin, FirstBlock(row)), Math.Max(end, keyCount[row]));
        for (int block = begin; block < end; block += Block)
            AddBlock(first, rows, block, Math.Min(Block, end - block), ((nint)(keyStart[first] + block) * keys.Columns) + (shared * size), memory);

        for (int i = 0; i < rows * group; i++)
        {
            float* result = y.Singles() + ((nint)(first + (i / group)) * y.Columns) + heading + (i % group * size);
            for (int d = 0; d < size; d++)
                result[d] = memory.Outputs[(i * memory.RowLength) + d] / memory.Sum[i];
        }
    }

    /// <summary>The first key in a row's window.</summary>
    private int Seen(int row) => heads.Window.First(keyCount[row] - 1, 0);

    private int FirstBlock(int row) => Seen(row) / Block * Block;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlock(int first, int rows, int block, int count, nint start, Buffers memory)
    {
        Transposition.Run(
            keys.Singles() + start, keys.Columns, count, heads.Dimension, 1, memory.Keys, Block, (count + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes,
            memory.Work);
        for (int row = 0; row < rows;)
        {
            int own = Math.Min(Block, keyCount[first + row] - block), together = 1;
            if (own <= 0 || FirstBlock(first + row) > block)
            {
                row++;
                continue;
            }

            while (own == Block && row + together < rows && keyCount[first + row + together] - block >= Block && FirstBlock(first + row + together) <= block)
                together++;
            AddKeys(first, row, together, block, own, start, memory);
            row += together;
        }
    }

    /// <summary>Adds the block's keys to neighbouring rows that have as many of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddKeys(int first, int row, int rows, int block, int count, nint start, Buffers memory)
    {
        int group = heads.Group, length = memory.RowLength, from = row * group, all = rows * group;
        float* scores = memory.Weights + (from * Block);
        // Q K^T: [rows*group,D] [D,keys] -> [rows*group,keys]
        PanelProduct.Run(
            all, heads.Dimension, (count + Vectors.Lanes - 1) / Vectors.Lanes, memory.Queries + (from * length), length, 1, memory.Keys, Block, scores, Block,
            accumulate: false);
        if (heads.SoftCap is { } cap)
            ScoreCap.Apply(scores, all * Block, (float)cap);
        for (int i = 0; i < all; i++)
        {
            int unseen = Seen(first + row + (i / group)) - block;
            if (unseen > 0)
                new Span<float>(scores + (i * Block), unseen).Fill(float.NegativeInfinity);
            Weights(scores + (i * Block), count, memory.Maximum + from + i, memory.Sum + from + i, memory.Outputs + ((from + i) * length), length);
        }

        // P V: [rows*group,keys] [keys,D] -> [rows*group,D]
        PanelProduct.Run(
            all, count, length / Vectors.Lanes, scores, Block, 1, values.Singles() + start, values.Columns, memory.Outputs + (from * length), length,
            accumulate: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weights(float* scores, int count, float* maximum, float* sum, float* output, int length)
    {
        float highest = Highest(scores, count, *maximum);
        float shrink = Exponentials(scores, count, highest, *maximum);
        float total = *sum * shrink;
        for (int j = 0; j < count; j++)
            total += scores[j];
        if (*sum != 0)
        {
            for (int d = 0; d < length; d += Vectors.Lanes)
                (Vector512.Load(output + d) * Vector512.Create(shrink)).Store(output + d);
        }

        (*maximum, *sum) = (highest, total);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Highest(float* scores, int count, float before)
    {
        var highest = Vector512.Create(before);
        for (int j = 0; j < count; j += Vectors.Lanes)
            highest = Vectors.Max(highest, Vectors.Load(scores + j, count - j, Vectors.NegativeInfinity));
        return Vectors.Max(highest);
    }

    /// <summary>Scores become e^(score - maximum); returns the same of the maximum before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Exponentials(float* scores, int count, float maximum, float before)
    {
        var shift = Vector512.Create(maximum);
        for (int j = 0; j < count; j += Vectors.Lanes)
            VectorMath.Exp(Vector512.Load(scores + j) - shift).Store(scores + j);
        return VectorMath.Exp(Vector512.Create(before) - shift).GetElement(0);
    }

    /// <summary>The working memory of a piece.</summary>
    private readonly ref struct Buffers
    {
        public Buffers(int size, int rows)
        {
            RowLength = (size + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes;
            float* next = Scratch.Take((RowLength * Block) + (rows * ((2 * RowLength) + Block)) + (2 * rows) + Transposition.WorkLength);
            Work = next;
            Keys = next += Transposition.WorkLength;
            Queries = next += RowLength * Block;
            Outputs = next += rows * RowLength;
            Weights = next += rows * RowLength;
            Maximum = next += rows * Block;
            Sum = next + rows;
        }

        /// <summary>The head size rounded up to whole vectors.</summary>
        public int RowLength { get; }

        public float* Work { get; }

        /// <summary>[D][64 keys]</summary>
        public float* Keys { get; }

        /// <summary>[rows][RowLength], scaled</summary>
        public float* Queries { get; }

        /// <summary>[rows][RowLength]</summary>
        public float* Outputs { get; }

        /// <summary>[rows][64 keys]</summary>
        public float* Weights { get; }

        public float* Maximum { get; }

        public float* Sum { get; }
    }
}
