namespace Attune.Tensors;

// Activations: a function and its derivative each.
public sealed partial class ReferenceBackend
{
    private static readonly Dictionary<Activation, (Func<double, double> Value, Func<double, double> Slope)> Activations = new()
    {
        [Activation.Gelu] = (
            static x => x * NormalDistribution.Below(x),
            static x => NormalDistribution.Below(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))),
        [Activation.GeluTanh] = (static x => x / 2 * (1 + GeluTangent(x)), GeluTanhSlope),
        [Activation.Relu] = (static x => x < 0 ? 0 : x, static x => x <= 0 ? 0 : 1),
        [Activation.Silu] = (static x => x * Sigmoid(x), static x => Sigmoid(x) * (1 + (x * (1 - Sigmoid(x))))),
        [Activation.Tanh] = (Math.Tanh, static x => 1 - (Math.Tanh(x) * Math.Tanh(x))),
        [Activation.Sigmoid] = (Sigmoid, static x => Sigmoid(x) * (1 - Sigmoid(x))),
        [Activation.QuickGelu] = (
            static x => x * Sigmoid(1.702 * x),
            static x => Sigmoid(1.702 * x) * (1 + (1.702 * x * (1 - Sigmoid(1.702 * x))))),
        [Activation.ReluSquared] = (static x => x < 0 ? 0 : x * x, static x => x < 0 ? 0 : 2 * x),
    };

    internal override void Activate(Activation activation, Tensor x, Tensor y)
    {
        for (int i = 0; i < D(x).Length; i++)
            D(y)[i] = Activations[activation].Value(D(x)[i]);
    }

    internal override void ActivateBackward(Activation activation, Tensor x, Tensor dy, Destination dx)
    {
        for (int i = 0; i < D(x).Length; i++)
            Put(dx, i, D(dy)[i] * Activations[activation].Slope(D(x)[i]));
    }

    internal override void Gated(Activation activation, Tensor gate, Tensor up, Tensor y)
    {
        for (int i = 0; i < D(gate).Length; i++)
            D(y)[i] = Activations[activation].Value(D(gate)[i]) * D(up)[i];
    }

    internal override void GatedBackward(
        Activation activation, Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp)
    {
        var (value, slope) = Activations[activation];
        for (int i = 0; i < D(gate).Length; i++)
        {
            double g = D(gate)[i], u = D(up)[i], d = D(dy)[i];
            Put(dGate, i, d * u * slope(g));
            Put(dUp, i, d * value(g));
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double GeluTangent(double x) => Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)));

    private static double GeluTanhSlope(double x)
    {
        double tangent = GeluTangent(x);
        double inner = Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));
        return ((1 + tangent) / 2) + (x / 2 * (1 - (tangent * tangent)) * inner);
    }
}
