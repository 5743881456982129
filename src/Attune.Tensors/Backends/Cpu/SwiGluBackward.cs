using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>With s the sigmoid of the gate: dGate = dy up s (1 + gate (1 - s)), dUp = dy gate s.</summary>
internal readonly unsafe struct SwiGluBackward(Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp) : IPieceJob
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
        var one = Vector512<float>.One;
        for (int i = start; i < end; i += Vectors.Lanes)
        {
            var x = Vector512.Load(gates + i);
            var d = Vector512.Load(gradients + i);
            var sigmoid = VectorMath.Sigmoid(x);
            if (gateResult is not null)
            {
                var slope = sigmoid * Vector512.FusedMultiplyAdd(x, one - sigmoid, one);
                var value = d * Vector512.Load(ups + i) * slope;
                (addGate ? Vector512.Load(gateResult + i) + value : value).Store(gateResult + i);
            }

            if (upResult is not null)
            {
                var value = d * (x * sigmoid);
                (addUp ? Vector512.Load(upResult + i) + value : value).Store(upResult + i);
            }
        }
    }
}
