using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Attention of single rows to a cache: the arithmetic of <see cref="AttentionForward"/> in the same order (each score one
/// chain over the channels, keys in blocks of 64 from the sequence's start), so the bits are those of the training pass.
/// Here the lanes are keys, and the query heads that share keys are done together. A piece is a row and a key-value head.
/// </summary>
internal readonly unsafe struct CachedAttentionKernel(
    Tensor q, Tensor keys, Tensor values, int* keyStart, int* keyCount, AttentionHeads heads, Tensor y) : IPieceJob
{
    private const int Block = QueryTile.KeyBlock;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int row = piece / heads.KeyValue, shared = piece % heads.KeyValue, size = heads.Dimension, group = heads.Group;
        var memory = new Buffers(size, group);
        float* source = q.Singles() + ((nint)row * q.Columns) + (shared * group * size);
        for (int h = 0; h < group; h++)
        {
            for (int d = 0; d < size; d++)
                memory.Queries[(h * memory.RowLength) + d] = source[(h * size) + d] * (float)heads.Scale;
            (memory.Maximum[h], memory.Sum[h]) = (float.NegativeInfinity, 0);
        }

        new Span<float>(memory.Outputs, group * memory.RowLength).Clear();
        int seen = heads.Window.First(keyCount[row] - 1, 0); // the first key in the window
        for (int block = seen - (seen % Block); block < keyCount[row]; block += Block)
        {
            nint start = ((nint)(keyStart[row] + block) * keys.Columns) + (shared * size);
            AddBlock(start, Math.Min(Block, keyCount[row] - block), Math.Max(seen - block, 0), memory);
        }

        float* result = y.Singles() + ((nint)row * y.Columns) + (shared * group * size);
        for (int h = 0; h < group; h++)
        {
            for (int d = 0; d < size; d++)
                result[(h * size) + d] = memory.Outputs[(h * memory.RowLength) + d] / memory.Sum[h];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlock(nint start, int count, int unseen, Buffers memory)
    {
        int group = heads.Group, length = memory.RowLength, vectors = (count + Vectors.Lanes - 1) / Vectors.Lanes;
        // Q K^T: [group,D] [D,keys] -> [group,keys]
        Transposition.Run(
            keys.Singles() + start, keys.Columns, count, heads.Dimension, 1, memory.Keys, Block, vectors * Vectors.Lanes, memory.Work);
        PanelProduct.Run(
            group, heads.Dimension, vectors, memory.Queries, length, 1, memory.Keys, Block, memory.Weights, Block, accumulate: false);
        if (heads.SoftCap is { } cap)
            ScoreCap.Apply(memory.Weights, group * Block, (float)cap);
        for (int h = 0; h < group && unseen > 0; h++)
            new Span<float>(memory.Weights + (h * Block), unseen).Fill(float.NegativeInfinity);
        for (int h = 0; h < group; h++)
            Weights(memory.Weights + (h * Block), count, memory.Maximum + h, memory.Sum + h, memory.Outputs + (h * length), length);
        // P V: [group,keys] [keys,D] -> [group,D]
        PanelProduct.Run(
            group, count, length / Vectors.Lanes, memory.Weights, Block, 1, values.Singles() + start, values.Columns,
            memory.Outputs, length, accumulate: true);
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
        public Buffers(int size, int group)
        {
            RowLength = (size + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes;
            float* next = Scratch.Take((RowLength * Block) + (group * ((2 * RowLength) + Block)) + (2 * group) + Transposition.WorkLength);
            Work = next;
            Keys = next += Transposition.WorkLength;
            Queries = next += RowLength * Block;
            Outputs = next += group * RowLength;
            Weights = next += group * RowLength;
            Maximum = next += group * Block;
            Sum = next + group;
        }

        /// <summary>The head size rounded up to whole vectors.</summary>
        public int RowLength { get; }

        public float* Work { get; }

        /// <summary>[D][64 keys]</summary>
        public float* Keys { get; }

        /// <summary>[group][RowLength], scaled</summary>
        public float* Queries { get; }

        /// <summary>[group][RowLength]</summary>
        public float* Outputs { get; }

        /// <summary>[group][64 keys]</summary>
        public float* Weights { get; }

        public float* Maximum { get; }

        public float* Sum { get; }
    }
}
