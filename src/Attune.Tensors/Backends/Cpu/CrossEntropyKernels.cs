using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Rows of logits to losses, and where gradients are wanted to (softmax - one-hot) / normaliser in place. A piece is a row,
/// counted from the first.
/// </summary>
internal readonly unsafe struct CrossEntropyRows(Tensor logits, int first, int* targets, double* losses, float gradientScale, bool gradients) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int count = logits.Columns;
        float* row = logits.Singles() + ((nint)(first + piece) * count);
        float target = row[targets[piece]];
        float maximum = Highest(row, count);
        float sum = gradients ? ExponentialSum(row, count, maximum, row) : ExponentialSum(row, count, maximum, null);
        // The difference in double: the loss of a confident row is small against the logits it is made of.
        losses[piece] = (double)VectorMath.Log(Vector512.Create(sum)).GetElement(0) + ((double)maximum - target);
        if (!gradients)
            return;
        var factor = Vector512.Create(gradientScale / sum);
        for (int i = 0; i < count; i += Vectors.Lanes)
            Vectors.Store(Vector512.Load(row + i) * factor, row + i, count - i);
        row[targets[piece]] -= gradientScale;
    }

    // Methods of their own: where vectors of 16 lanes are emulated, the compiler gives up on inlining in longer ones.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Highest(float* row, int count)
    {
        var highest = Vectors.NegativeInfinity;
        int whole = count & -Vectors.Lanes;
        for (int i = 0; i < whole; i += Vectors.Lanes)
            highest = Vectors.Max(highest, Vector512.Load(row + i));
        if (whole < count)
            highest = Vectors.Max(highest, Vectors.Load(row + whole, count - whole, Vectors.NegativeInfinity));
        return Vectors.Max(highest);
    }

    /// <summary>The sum of e^(logit - maximum) over a row; the exponentials go to the result unless it is null.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float ExponentialSum(float* row, int count, float maximum, float* result)
    {
        var shift = Vector512.Create(maximum);
        var sum = Vector512<float>.Zero;
        int whole = count & -Vectors.Lanes;
        for (int i = 0; i < whole; i += Vectors.Lanes)
        {
            var exponential = VectorMath.Exp(Vector512.Load(row + i) - shift);
            sum += exponential;
            if (result is not null)
                exponential.Store(result + i);
        }

        return Vectors.Sum(whole < count ? sum + LastExponentials(row + whole, count - whole, shift, result + whole, result is not null) : sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> LastExponentials(float* row, int count, Vector512<float> shift, float* result, bool store)
    {
        var exponential = VectorMath.Exp(Vector512.Load(row) - shift);
        if (store)
            Vectors.Store(exponential, result, count);
        return Vector512.ConditionalSelect(Vectors.FirstLanes(count), exponential, Vector512<float>.Zero);
    }
}
