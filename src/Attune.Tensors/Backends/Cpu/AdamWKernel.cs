using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

internal readonly unsafe struct AdamWKernel(
    Tensor parameter, Tensor gradient, Tensor m, Tensor v,
    float keep, float mRate, float beta2, float vRate, float stepSize, float correction2, float epsilon) : IPieceJob
{
    private const int PieceLength = 8192;

    public static int Pieces(Tensor tensor) => (int)(((long)tensor.Shape.ElementCount + PieceLength - 1) / PieceLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * PieceLength;
        int end = Math.Min(parameter.Shape.ElementCount - start, PieceLength) + start;
        float* p = parameter.Singles(), g = gradient.Singles(), first = m.Singles(), second = v.Singles();
        for (int i = start; i < end; i += Vectors.Lanes)
        {
            var d = Vector512.Load(g + i);
            var mean = Vector512.Load(first + i);
            mean = Vector512.FusedMultiplyAdd(Vector512.Create(mRate), d - mean, mean);
            mean.Store(first + i);
            var square = Vector512.FusedMultiplyAdd(d * Vector512.Create(vRate), d, Vector512.Load(second + i) * Vector512.Create(beta2));
            square.Store(second + i);
            var denominator = (Vector512.Sqrt(square) / Vector512.Create(correction2)) + Vector512.Create(epsilon);
            var decayed = Vector512.Load(p + i) * Vector512.Create(keep);
            (decayed - (Vector512.Create(stepSize) * mean / denominator)).Store(p + i);
        }
    }
}
