using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>dGate = dy up f'(gate), dUp = dy f(gate).</summary>
internal readonly unsafe struct GatedBackward<TFunction>(Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp) : IPieceJob
    where TFunction : struct, IActivationFunction
{
    private const int PieceLength = 8192;

    public static int Pieces(Tensor tensor) => (int)(((long)tensor.Shape.ElementCount + PieceLength - 1) / PieceLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * PieceLength;
        int end = Math.Min(dy.Shape.ElementCount - start, PieceLength) + start;
        float* gates = gate.Singles(), ups = up.Singles(), gradients = dy.Singles();
        float* gateResult = dGate is { } g ? g.Tensor.Singles() : null;
        float* upResult = dUp is { } u ? u.Tensor.Singles() : null;
        bool addGate = dGate is { Accumulate: true }, addUp = dUp is { Accumulate: true };
        for (int i = start; i < end; i += Vectors.Lanes)
        {
            var d = Vector512.Load(gradients + i);
            var activated = TFunction.Value(Vector512.Load(gates + i), out var slope);
            if (gateResult is not null)
            {
                var value = d * Vector512.Load(ups + i) * slope;
                (addGate ? Vector512.Load(gateResult + i) + value : value).Store(gateResult + i);
            }

            if (upResult is not null)
            {
                var value = d * activated;
                (addUp ? Vector512.Load(upResult + i) + value : value).Store(upResult + i);
            }
        }
    }
}
