using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>One activation on sixteen lanes; a file each.</summary>
internal interface IActivationFunction
{
    /// <summary>f(x)</summary>
    static abstract Vector512<float> Value(Vector512<float> x);

    /// <summary>f(x) and f'(x), from one computation of what they share.</summary>
    static abstract Vector512<float> Value(Vector512<float> x, out Vector512<float> slope);
}
