using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The softmax of each row.</summary>
internal readonly unsafe struct SoftmaxRows(Tensor logits, Tensor probabilities) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = logits.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int t = piece * perPiece; t < Math.Min(logits.Rows, (piece + 1) * perPiece); t++)
            Row(logits.Singles() + ((nint)t * columns), probabilities.Singles() + ((nint)t * columns), columns);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Row(float* logits, float* probabilities, int count)
    {
        float maximum = float.NegativeInfinity;
        for (int e = 0; e < count; e++)
            maximum = Math.Max(maximum, logits[e]);
        var sum = Vector512<float>.Zero;
        for (int e = 0; e < count; e += Vectors.Lanes)
        {
            var exponential = VectorMath.Exp(Vectors.Load(logits + e, count - e, Vectors.NegativeInfinity) - Vector512.Create(maximum));
            sum += exponential;
            Vectors.Store(exponential, probabilities + e, count - e);
        }

        float total = Vectors.Sum(sum);
        for (int e = 0; e < count; e++)
            probabilities[e] /= total;
    }
}

/// <summary>Probabilities of experts, the largest of each row, and their weights.</summary>
internal readonly unsafe struct TopExpertsForward(Tensor logits, bool normalise, Tensor probabilities, Tensor weights, int[] experts) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = logits.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int t = piece * perPiece; t < Math.Min(logits.Rows, (piece + 1) * perPiece); t++)
        {
            float* row = probabilities.Singles() + ((nint)t * columns);
            SoftmaxRows.Row(logits.Singles() + ((nint)t * columns), row, columns);
            Choose(row, columns, weights.Singles() + ((nint)t * weights.Columns), experts.AsSpan(t * weights.Columns, weights.Columns));
        }
    }

    private void Choose(float* row, int columns, float* weight, Span<int> chosen)
    {
        float sum = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            int best = -1;
            for (int e = 0; e < columns; e++)
            {
                if (!chosen[..i].Contains(e) && (best < 0 || row[e] > row[best]))
                    best = e;
            }

            chosen[i] = best;
            weight[i] = row[best];
            sum += row[best];
        }

        for (int i = 0; i < chosen.Length && normalise; i++)
            weight[i] /= sum;
    }
}

/// <summary>From gradients of weights to those of logits: of w = p / sum, dp = (dw - sum of dw w) / sum, and dlogit = p (dp - sum of dp p).</summary>
internal readonly unsafe struct TopExpertsGradient(
    Tensor probabilities, Tensor weights, int[] experts, bool normalise, Tensor dWeights, Destination dLogits) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = probabilities.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int t = piece * perPiece; t < Math.Min(probabilities.Rows, (piece + 1) * perPiece); t++)
            Row(t, columns, experts.AsSpan(t * weights.Columns, weights.Columns));
    }

    private void Row(int t, int columns, ReadOnlySpan<int> chosen)
    {
        float* probability = probabilities.Singles() + ((nint)t * columns), result = dLogits.Tensor.Singles() + ((nint)t * columns);
        float* weight = weights.Singles() + ((nint)t * chosen.Length), gradient = dWeights.Singles() + ((nint)t * chosen.Length);
        float sum = 1, pull = 0, dot = 0;
        if (normalise)
        {
            sum = 0;
            for (int i = 0; i < chosen.Length; i++)
            {
                sum += probability[chosen[i]];
                pull += gradient[i] * weight[i];
            }
        }

        for (int i = 0; i < chosen.Length; i++)
            dot += (gradient[i] - pull) / sum * probability[chosen[i]];
        for (int e = 0; e < columns; e++)
        {
            int place = chosen.IndexOf(e);
            float value = probability[e] * ((place < 0 ? 0 : (gradient[place] - pull) / sum) - dot);
            result[e] = dLogits.Accumulate ? result[e] + value : value;
        }
    }
}

/// <summary>dlogit[t,e] = upstream * p[t,e] * (cost[e] - the row's mean cost)</summary>
internal readonly unsafe struct ExpectedCostGradient(Tensor probabilities, double[] costs, double upstream, Destination dLogits) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = probabilities.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int t = piece * perPiece; t < Math.Min(probabilities.Rows, (piece + 1) * perPiece); t++)
        {
            float* row = probabilities.Singles() + ((nint)t * columns), result = dLogits.Tensor.Singles() + ((nint)t * columns);
            double mean = 0;
            for (int e = 0; e < columns; e++)
                mean += row[e] * costs[e];
            for (int e = 0; e < columns; e++)
            {
                float value = (float)(upstream * row[e] * (costs[e] - mean));
                result[e] = dLogits.Accumulate ? result[e] + value : value;
            }
        }
    }
}

/// <summary>y[rows[i],:] += weights[picks[i]] * z[i,:]</summary>
internal readonly unsafe struct WeightedRows(Tensor z, Tensor weights, int* rows, int* picks, Tensor y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = z.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int i = piece * perPiece; i < Math.Min(z.Rows, (piece + 1) * perPiece); i++)
        {
            var weight = Vector512.Create(weights.Singles()[picks[i]]);
            float* source = z.Singles() + ((nint)i * columns), result = y.Singles() + ((nint)rows[i] * columns);
            for (int c = 0; c < columns; c += Vectors.Lanes)
            {
                var sum = Vector512.FusedMultiplyAdd(Vector512.Load(source + c), weight, Vector512.Load(result + c));
                Vectors.Store(sum, result + c, columns - c);
            }
        }
    }
}

/// <summary>dz[i,:] (+)= weights[picks[i]] * dy[rows[i],:], and dWeights[picks[i]] += dy[rows[i],:] z[i,:]</summary>
internal readonly unsafe struct WeightedRowsGradient(
    Tensor z, Tensor weights, int[] rows, int[] picks, Tensor dy, Destination? dz, Tensor? dWeights) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = z.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int i = piece * perPiece; i < Math.Min(z.Rows, (piece + 1) * perPiece); i++)
        {
            float* gradient = dy.Singles() + ((nint)rows[i] * columns);
            if (dz is { } target)
                Scale(gradient, weights.Singles()[picks[i]], target.Tensor.Singles() + ((nint)i * columns), columns, target.Accumulate);
            if (dWeights is not null)
                dWeights.Singles()[picks[i]] += Dot(gradient, z.Singles() + ((nint)i * columns), columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* source, float factor, float* result, int count, bool accumulate)
    {
        for (int c = 0; c < count; c += Vectors.Lanes)
        {
            var value = Vector512.Load(source + c) * Vector512.Create(factor);
            Vectors.Store(accumulate ? value + Vector512.Load(result + c) : value, result + c, count - c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(float* a, float* b, int count)
    {
        var sum = Vector512<float>.Zero;
        for (int c = 0; c < count; c += Vectors.Lanes)
            sum = Vector512.FusedMultiplyAdd(Vectors.Load(a + c, count - c), Vectors.Load(b + c, count - c), sum);
        return Vectors.Sum(sum);
    }
}
