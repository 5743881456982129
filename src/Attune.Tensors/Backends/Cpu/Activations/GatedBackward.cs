using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>dGate = dy up f'(gate), dUp = dy f(gate).</summary>
internal readonly unsafe struct GatedBackward<TFunction>(Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp) : IPieceJob, IElementRange
    where TFunction : struct, IActivationFunction
{
    private const int PieceLength = 8192;

    public static int Pieces(Tensor tensor) => ElementRanges.Pieces(tensor, PieceLength);

    public void Run(int piece) => ElementRanges.Run(in this, dy, piece, PieceLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(int start, int end)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        float* gates = gate.Singles(), ups = up.Singles(), gradients = dy.Singles();
        float* gateResult = dGate is { } g ? g.Tensor.Singles() : null;
        float* upResult = dUp is { } u ? u.Tensor.Singles() : null;
        bool addGate = dGate is { Accumulate: true }, addUp = dUp is { Accumulate: true };
        for (int i = start; i < end; i += TLanes.Count)
        {
            var d = TLanes.Load(gradients + i);
            var activated = TFunction.Value<TLanes, TVector>(TLanes.Load(gates + i), out var slope);
            if (gateResult is not null)
            {
                var value = TLanes.Multiply(TLanes.Multiply(d, TLanes.Load(ups + i)), slope);
                TLanes.Store(addGate ? TLanes.Add(TLanes.Load(gateResult + i), value) : value, gateResult + i);
            }

            if (upResult is not null)
            {
                var value = TLanes.Multiply(d, activated);
                TLanes.Store(addUp ? TLanes.Add(TLanes.Load(upResult + i), value) : value, upResult + i);
            }
        }
    }
}
