using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>f(a)</summary>
internal readonly struct ActivationOperator<TFunction> : IElementwiseOperator
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) => TFunction.Value(a);
}

/// <summary>b f'(a)</summary>
internal readonly struct ActivationSlopeOperator<TFunction> : IElementwiseOperator
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index)
    {
        TFunction.Value(a, out var slope);
        return b * slope;
    }
}

/// <summary>f(a) b</summary>
internal readonly struct GatedOperator<TFunction> : IElementwiseOperator
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) => TFunction.Value(a) * b;
}
