using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Mean and variance in two passes over a row, so that a large mean does not eat the variance.</summary>
internal readonly unsafe struct LayerNormForward(
    Tensor x, Tensor weight, Tensor? bias, float epsilon, Tensor y, RowStatistics statistics) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(x.Rows, (piece + 1) * perPiece);
        for (int t = piece * perPiece; t < end; t++)
        {
            nint row = (nint)t * columns;
            float* input = x.Singles() + row;
            float mean = Mean(input, columns);
            float r = 1 / MathF.Sqrt(Variance(input, mean, columns) + epsilon);
            statistics.Mean.Singles()[t] = mean;
            statistics.InverseDeviation.Singles()[t] = r;
            Write(input, mean, r, y.Singles() + row, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Mean(float* input, int columns)
    {
        var sum = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
            sum += Vectors.Load(input + c, columns - c);
        return Vectors.Sum(sum) / columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Variance(float* input, float mean, int columns)
    {
        var centre = Vector512.Create(mean);
        var squares = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var difference = Vectors.Load(input + c, columns - c, centre) - centre;
            squares = Vector512.FusedMultiplyAdd(difference, difference, squares);
        }

        return Vectors.Sum(squares) / columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(float* input, float mean, float r, float* output, int columns)
    {
        float* weights = weight.Singles();
        float* shifts = bias is null ? null : bias.Singles();
        var centre = Vector512.Create(mean);
        var factor = Vector512.Create(r);
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var normal = (Vector512.Load(input + c) - centre) * factor;
            var value = shifts is null
                ? normal * Vector512.Load(weights + c)
                : Vector512.FusedMultiplyAdd(normal, Vector512.Load(weights + c), Vector512.Load(shifts + c));
            Vectors.Store(value, output + c, columns - c);
        }
    }
}

/// <summary>dx = r (g - mean(g) - n mean(g n)) with g = dy weight and n = (x - mean) r, the normalised row.</summary>
internal readonly unsafe struct LayerNormInputGradient(
    Tensor x, Tensor weight, RowStatistics statistics, Tensor dy, Destination dx) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(x.Rows, (piece + 1) * perPiece);
        for (int t = piece * perPiece; t < end; t++)
        {
            nint row = (nint)t * columns;
            Row(
                x.Singles() + row, dy.Singles() + row, dx.Tensor.Singles() + row,
                statistics.Mean.Singles()[t], statistics.InverseDeviation.Singles()[t], columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(float* input, float* gradient, float* result, float mean, float r, int columns)
    {
        float* weights = weight.Singles();
        var centre = Vector512.Create(mean);
        var factor = Vector512.Create(r);
        var sum = Vector512<float>.Zero;
        var products = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var scaled = Vectors.Load(gradient + c, columns - c) * Vectors.Load(weights + c, columns - c);
            var normal = (Vectors.Load(input + c, columns - c, centre) - centre) * factor;
            sum += scaled;
            products = Vector512.FusedMultiplyAdd(scaled, normal, products);
        }

        var shift = Vector512.Create(-(Vectors.Sum(sum) / columns));
        var pull = Vector512.Create(-(Vectors.Sum(products) / columns));
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var normal = (Vector512.Load(input + c) - centre) * factor;
            var value = Vector512.FusedMultiplyAdd(Vector512.Load(gradient + c), Vector512.Load(weights + c), shift);
            value = Vector512.FusedMultiplyAdd(normal, pull, value) * factor;
            if (dx.Accumulate)
                value += Vector512.Load(result + c);
            Vectors.Store(value, result + c, columns - c);
        }
    }
}

/// <summary>dWeight = the sum over rows of dy (x - mean) r: a thread owns a strip of columns and goes down the rows.</summary>
internal readonly unsafe struct LayerNormGainGradient(Tensor x, RowStatistics statistics, Tensor dy, Destination dWeight) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int column = piece * Vectors.Lanes, columns = dy.Columns, rows = dy.Rows;
        float* gradients = dy.Singles() + column;
        float* inputs = x.Singles() + column;
        float* means = statistics.Mean.Singles(), factors = statistics.InverseDeviation.Singles();
        float* result = dWeight.Tensor.Singles() + column;
        var total = dWeight.Accumulate ? Vectors.Load(result, columns - column) : Vector512<float>.Zero;
        for (int t = 0; t < rows; t++)
        {
            nint row = (nint)t * columns;
            var normal = (Vector512.Load(inputs + row) - Vector512.Create(means[t])) * Vector512.Create(factors[t]);
            total = Vector512.FusedMultiplyAdd(Vector512.Load(gradients + row), normal, total);
        }

        Vectors.Store(total, result, columns - column);
    }
}
