using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>cap * tanh(a / cap)</summary>
internal readonly struct SoftCapOperator(float cap) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index) =>
        Vector512.Create(cap) * VectorMath.Tanh(a / Vector512.Create(cap));
}

/// <summary>1 - (a / cap)^2, with a the capped value.</summary>
internal readonly struct SoftCapSlope(float cap) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index)
    {
        var part = a / Vector512.Create(cap);
        return Vector512.FusedMultiplyAdd(-part, part, Vector512<float>.One);
    }
}

/// <summary>b * (1 - (a / cap)^2), with a the capped value and b its gradient.</summary>
internal readonly struct SoftCapGradient(float cap) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b, int index)
    {
        var part = a / Vector512.Create(cap);
        return b * Vector512.FusedMultiplyAdd(-part, part, Vector512<float>.One);
    }
}
