namespace Attune.Tensors;

/// <summary>Where a kernel puts a result: it overwrites the tensor, or adds to it where <paramref name="Accumulate"/> is set.</summary>
internal readonly record struct Destination(Tensor Tensor, bool Accumulate)
{
    /// <summary>Overwrites <paramref name="tensor"/>.</summary>
    public static implicit operator Destination(Tensor tensor) => new(tensor, false);
}
