namespace Attune.Tensors;

/// <summary>The type of a tensor's elements.</summary>
public enum DType
{
    /// <summary>32-bit IEEE 754: what training and inference run on.</summary>
    Float32,

    /// <summary>64-bit IEEE 754: what gradients are checked on.</summary>
    Float64,
}
