using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>A kind of 16-bit floats, two of which lie in 32 bits, as registers widen it: up to a power of two that activations have more.</summary>
internal unsafe interface IHalfBits
{
    /// <summary>The numbers in the lower halves.</summary>
    static abstract Vector256<float> Lower(byte* from);

    /// <summary>The numbers in the upper halves.</summary>
    static abstract Vector256<float> Upper(byte* from);
}
