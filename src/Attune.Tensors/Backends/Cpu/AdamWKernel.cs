using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

internal readonly unsafe struct AdamWKernel(
    Tensor parameter, Tensor gradient, Tensor m, Tensor v,
    float keep, float mRate, float beta2, float vRate, float stepSize, float correction2, float epsilon) : IPieceJob, IElementRange
{
    private const int PieceLength = 8192;

    public static int Pieces(Tensor tensor) => ElementRanges.Pieces(tensor, PieceLength);

    public void Run(int piece) => ElementRanges.Run(in this, parameter, piece, PieceLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(int start, int end)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        float* p = parameter.Singles(), g = gradient.Singles(), first = m.Singles(), second = v.Singles();
        for (int i = start; i < end; i += TLanes.Count)
        {
            var d = TLanes.Load(g + i);
            var mean = TLanes.Load(first + i);
            mean = TLanes.Fma(TLanes.Broadcast(mRate), TLanes.Subtract(d, mean), mean);
            TLanes.Store(mean, first + i);
            var decayedSquare = TLanes.Multiply(TLanes.Load(second + i), TLanes.Broadcast(beta2));
            var square = TLanes.Fma(TLanes.Multiply(d, TLanes.Broadcast(vRate)), d, decayedSquare);
            TLanes.Store(square, second + i);
            var root = TLanes.Divide(TLanes.Sqrt(square), TLanes.Broadcast(correction2));
            var move = TLanes.Divide(TLanes.Multiply(TLanes.Broadcast(stepSize), mean), TLanes.Add(root, TLanes.Broadcast(epsilon)));
            var decayed = TLanes.Multiply(TLanes.Load(p + i), TLanes.Broadcast(keep));
            TLanes.Store(TLanes.Subtract(decayed, move), p + i);
        }
    }
}
