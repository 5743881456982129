namespace Attune.Tensors.Backends.Cpu;

/// <summary>The four kernels of each activation, compiled for it from its <see cref="IActivationFunction"/>.</summary>
internal abstract class ActivationKernels
{
    private static readonly Dictionary<Activation, ActivationKernels> ByActivation = new()
    {
        [Activation.Gelu] = new For<Gelu>(),
        [Activation.GeluTanh] = new For<GeluTanh>(),
        [Activation.Relu] = new For<Relu>(),
        [Activation.Silu] = new For<Silu>(),
        [Activation.Tanh] = new For<HyperbolicTangent>(),
        [Activation.Sigmoid] = new For<Logistic>(),
        [Activation.QuickGelu] = new For<QuickGelu>(),
        [Activation.ReluSquared] = new For<ReluSquared>(),
    };

    public static ActivationKernels Of(Activation activation) => ByActivation.TryGetValue(activation, out var kernels)
        ? kernels
        : throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation.");

    /// <summary>y = f(x)</summary>
    public abstract void Forward(WorkerPool pool, Tensor x, Tensor y);

    /// <summary>dx (+)= dy f'(x)</summary>
    public abstract void Backward(WorkerPool pool, Tensor x, Tensor dy, Destination dx);

    /// <summary>y = f(gate) up</summary>
    public abstract void Gated(WorkerPool pool, Tensor gate, Tensor up, Tensor y);

    /// <summary>dGate (+)= dy up f'(gate), dUp (+)= dy f(gate)</summary>
    public abstract void GatedBackward(
        WorkerPool pool, Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp);

    private sealed class For<TFunction> : ActivationKernels
        where TFunction : struct, IActivationFunction
    {
        public override void Forward(WorkerPool pool, Tensor x, Tensor y) =>
            Elementwise<ActivationOperator<TFunction>>.Launch(pool, x, x, y, default);

        public override void Backward(WorkerPool pool, Tensor x, Tensor dy, Destination dx) =>
            Elementwise<ActivationSlopeOperator<TFunction>>.Launch(pool, x, dy, dx, default);

        public override void Gated(WorkerPool pool, Tensor gate, Tensor up, Tensor y) =>
            Elementwise<GatedOperator<TFunction>>.Launch(pool, gate, up, y, default);

        public override void GatedBackward(
            WorkerPool pool, Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp) => pool.Launch(
                GatedBackward<TFunction>.Pieces(dy), new GatedBackward<TFunction>(gate, up, dy, dGate, dUp));
    }
}
