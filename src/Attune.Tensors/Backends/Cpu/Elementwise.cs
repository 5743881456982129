using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>What is done to each element; an operator that ignores an argument costs nothing for it.</summary>
internal interface IElementwiseOperator
{
    /// <summary>A vector of results from one of elements of a and one of b, the first of which has this index.</summary>
    TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct;
}

/// <summary>
/// The one loop of all elementwise kernels. Pieces are multiples of a vector, and capacities are too, so the last vector
/// may compute elements behind the end that nobody reads.
/// </summary>
internal readonly unsafe struct Elementwise<TOperator>(Tensor a, Tensor b, Destination y, TOperator op) : IPieceJob, IElementRange
    where TOperator : struct, IElementwiseOperator
{
    private const int PieceLength = 16384;

    public static void Launch(WorkerPool pool, Tensor a, Tensor b, Destination y, TOperator op) =>
        pool.Launch(ElementRanges.Pieces(y.Tensor, PieceLength), new Elementwise<TOperator>(a, b, y, op));

    public void Run(int piece) => ElementRanges.Run(in this, y.Tensor, piece, PieceLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(int start, int end)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        float* left = a.Singles(), right = b.Singles(), result = y.Tensor.Singles();
        if (y.Accumulate)
        {
            for (int i = start; i < end; i += TLanes.Count)
            {
                var value = op.Apply<TLanes, TVector>(TLanes.Load(left + i), TLanes.Load(right + i), i);
                TLanes.Store(TLanes.Add(TLanes.Load(result + i), value), result + i);
            }
        }
        else
        {
            for (int i = start; i < end; i += TLanes.Count)
                TLanes.Store(op.Apply<TLanes, TVector>(TLanes.Load(left + i), TLanes.Load(right + i), i), result + i);
        }
    }
}

internal readonly struct ConstantOperator(float value) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Broadcast(value);
}

internal readonly struct CopyOperator : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        a;
}

internal readonly struct ScaleOperator(float scale) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(a, TLanes.Broadcast(scale));
}

internal readonly struct AddScaledOperator(float scale) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Fma(b, TLanes.Broadcast(scale), a);
}

internal readonly struct MultiplyOperator : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(a, b);
}

/// <summary>The vector form of <see cref="CounterRandom"/>: lane i belongs to index + i.</summary>
internal readonly struct DropoutOperator(ulong seed, double p) : IElementwiseOperator
{
    private readonly uint threshold = CounterRandom.Threshold(p);
    private readonly float scale = (float)(1 / (1 - p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var lanes = TLanes.AddBits(TLanes.NumberBits, TLanes.BroadcastBits((uint)index));
        var keyed = TLanes.XorBits(TLanes.MultiplyBits(lanes, TLanes.BroadcastBits(CounterRandom.IndexMultiplier)), TLanes.BroadcastBits((uint)seed));
        var bits = Mix<TLanes, TVector>(keyed);
        bits = Mix<TLanes, TVector>(TLanes.XorBits(bits, TLanes.BroadcastBits((uint)(seed >> 32))));
        var falls = TLanes.LessBits(bits, TLanes.BroadcastBits(threshold));
        return TLanes.Select(falls, TLanes.Broadcast(0), TLanes.Multiply(a, TLanes.Broadcast(scale)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mix<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        x = TLanes.XorBits(x, TLanes.ShiftBitsRight(x, 16));
        x = TLanes.MultiplyBits(x, TLanes.BroadcastBits(CounterRandom.FirstMultiplier));
        x = TLanes.XorBits(x, TLanes.ShiftBitsRight(x, 15));
        x = TLanes.MultiplyBits(x, TLanes.BroadcastBits(CounterRandom.SecondMultiplier));
        return TLanes.XorBits(x, TLanes.ShiftBitsRight(x, 16));
    }
}
