using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>max(x, 0) - x target + log(1 + e^-|x|), where no exponential overflows.</summary>
internal readonly struct BinaryCrossEntropyOperator : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> logit, Vector512<float> target, int index)
    {
        var zero = Vector512<float>.Zero;
        var positive = Vector512.ConditionalSelect(Vector512.LessThan(logit, zero), zero, logit);
        var e = VectorMath.Exp(-Vector512.Abs(logit));
        // log(1 + e) = log(u) e / (u - 1) with u = 1 + e rounded (Kahan), and e itself where nothing of it is left in u.
        var u = Vector512<float>.One + e;
        var rest = u - Vector512<float>.One;
        var logarithm = Vector512.ConditionalSelect(Vector512.Equals(rest, zero), e, VectorMath.Log(u) * e / rest);
        return positive - (logit * target) + logarithm;
    }
}

/// <summary>(sigmoid(x) - target) scale</summary>
internal readonly struct BinaryCrossEntropySlope(float scale) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> logit, Vector512<float> target, int index) =>
        (VectorMath.Sigmoid(logit) - target) * Vector512.Create(scale);
}
