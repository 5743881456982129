using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>What is done to each element; an operator that ignores an argument costs nothing for it.</summary>
internal interface IElementwiseOperator
{
    /// <summary>Sixteen results from sixteen elements of a and b, the first of which has this index.</summary>
    Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index);
}

/// <summary>
/// The one loop of all elementwise kernels. Pieces are multiples of a vector, and capacities are too, so the last vector
/// may compute elements behind the end that nobody reads.
/// </summary>
internal readonly unsafe struct Elementwise<TOperator>(Tensor a, Tensor b, Destination y, TOperator op) : IPieceJob
    where TOperator : struct, IElementwiseOperator
{
    private const int PieceLength = 16384;

    public static void Launch(WorkerPool pool, Tensor a, Tensor b, Destination y, TOperator op) =>
        pool.Launch((int)(((long)y.Tensor.Shape.ElementCount + PieceLength - 1) / PieceLength), new Elementwise<TOperator>(a, b, y, op));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * PieceLength;
        int end = Math.Min(y.Tensor.Shape.ElementCount - start, PieceLength) + start;
        float* left = a.Singles(), right = b.Singles(), result = y.Tensor.Singles();
        if (y.Accumulate)
        {
            for (int i = start; i < end; i += Vectors.Lanes)
                (Vector512.Load(result + i) + op.Apply(Vector512.Load(left + i), Vector512.Load(right + i), i)).Store(result + i);
        }
        else
        {
            for (int i = start; i < end; i += Vectors.Lanes)
                op.Apply(Vector512.Load(left + i), Vector512.Load(right + i), i).Store(result + i);
        }
    }
}

internal readonly struct ConstantOperator(float value) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) => Vector512.Create(value);
}

internal readonly struct CopyOperator : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) => a;
}

internal readonly struct ScaleOperator(float scale) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) => a * Vector512.Create(scale);
}

internal readonly struct AddScaledOperator(float scale) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) =>
        Vector512.FusedMultiplyAdd(b, Vector512.Create(scale), a);
}

internal readonly struct MultiplyOperator : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) => a * b;
}

/// <summary>The vector form of <see cref="CounterRandom"/>: lane i belongs to index + i.</summary>
internal readonly struct DropoutOperator(ulong seed, double p) : IElementwiseOperator
{
    private readonly uint threshold = CounterRandom.Threshold(p);
    private readonly float scale = (float)(1 / (1 - p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index)
    {
        var lanes = Vector512.Create(0u, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create((uint)index);
        var bits = Mix((lanes * CounterRandom.IndexMultiplier) ^ Vector512.Create((uint)seed));
        bits = Mix(bits ^ Vector512.Create((uint)(seed >> 32)));
        var stays = Vector512.GreaterThanOrEqual(bits, Vector512.Create(threshold)).AsSingle();
        return Vector512.ConditionalSelect(stays, a * Vector512.Create(scale), Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Mix(Vector512<uint> x)
    {
        x ^= Vector512.ShiftRightLogical(x, 16);
        x *= CounterRandom.FirstMultiplier;
        x ^= Vector512.ShiftRightLogical(x, 15);
        x *= CounterRandom.SecondMultiplier;
        return x ^ Vector512.ShiftRightLogical(x, 16);
    }
}
