using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>
/// Blocks whose numbers are widened in registers, eight rows of a panel at a time. A code stays at its place in the 32 bits of its
/// lane, where the integer is a power of two times the code; the scale is made smaller by the same power, so that products are exact as before.
/// </summary>
internal unsafe interface IFusedBlock
{
    static abstract int BlockColumns { get; }

    static abstract int BlockBytes { get; }

    /// <summary>As <see cref="IFusedProduct.MostRows"/>.</summary>
    static abstract int MostRows { get; }

    /// <summary>How often four columns lie in the 64 bytes of a line, each time in other bits.</summary>
    static abstract int Phases { get; }

    /// <summary>Floats that the scales of a stretch of 32 columns take.</summary>
    static abstract int ScaleFloats { get; }

    /// <summary>Where the codes of a stretch begin.</summary>
    static abstract int CodesOf(int column);

    /// <summary>Prepares the scales of some stretches of a block.</summary>
    static abstract void Scale(byte* block, int column, int count, float* scales);

    /// <summary>The bits of the first column's code in a phase.</summary>
    static abstract Vector256<int> Mask(int phase);

    /// <summary>Widens one column of eight rows.</summary>
    /// <param name="codes">The line, or its second half for the upper eight rows.</param>
    /// <param name="place">The column's place among the four, known to the compiler.</param>
    /// <param name="mask">The mask of the phase.</param>
    /// <param name="scales">What was prepared for the stretch, 16 floats further for each phase and 8 for the upper eight rows.</param>
    static abstract Vector256<float> Number(byte* codes, int place, Vector256<int> mask, float* scales);
}
