using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>A job on elements that do not depend on each other, written once for any vector width.</summary>
internal interface IElementRange
{
    /// <summary>Does the elements from a multiple of a vector up to an end; the last vector may reach behind it, where capacities have room.</summary>
    void Run<TLanes, TVector>(int start, int end)
        where TLanes : IMathLanes<TVector>
        where TVector : struct;
}

/// <summary>Deals elements out to pieces of a length that is a multiple of a vector.</summary>
internal static class ElementRanges
{
    public static int Pieces(Tensor tensor, int length) => (int)(((long)tensor.Shape.ElementCount + length - 1) / length);

    /// <summary>Runs a piece in the widest vectors of this machine.</summary>
    public static void Run<TJob>(in TJob job, Tensor tensor, int piece, int length)
        where TJob : struct, IElementRange
    {
        int start = piece * length;
        int end = Math.Min(tensor.Shape.ElementCount - start, length) + start;
        if (Vector512.IsHardwareAccelerated)
            job.Run<Lanes512, Vector512<float>>(start, end);
        else
            job.Run<Lanes256, Vector256<float>>(start, end);
    }
}
