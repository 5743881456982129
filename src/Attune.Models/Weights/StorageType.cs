namespace Attune.Models;

/// <summary>How numbers are stored in a weight file. Arithmetic is in float32 whatever the storage.</summary>
public enum StorageType
{
    /// <summary>32-bit floats (<c>F32</c>): what training keeps.</summary>
    Float32,

    /// <summary>IEEE half precision (<c>F16</c>): 11 significant bits, largest value 65504.</summary>
    Float16,

    /// <summary>The upper half of a float32 (<c>BF16</c>): 8 significant bits, the range of float32.</summary>
    BFloat16,

    /// <summary>64-bit floats (<c>F64</c>); narrowed to float32 when read as weights.</summary>
    Float64,

    /// <summary>64-bit integers (<c>I64</c>).</summary>
    Int64,

    /// <summary>64-bit unsigned integers (<c>U64</c>).</summary>
    UInt64,

    /// <summary>32-bit integers (<c>I32</c>).</summary>
    Int32,

    /// <summary>32-bit unsigned integers (<c>U32</c>).</summary>
    UInt32,

    /// <summary>16-bit integers (<c>I16</c>).</summary>
    Int16,

    /// <summary>16-bit unsigned integers (<c>U16</c>).</summary>
    UInt16,

    /// <summary>8-bit integers (<c>I8</c>).</summary>
    Int8,

    /// <summary>Bytes (<c>U8</c>).</summary>
    UInt8,

    /// <summary>One byte per truth value (<c>BOOL</c>).</summary>
    Boolean,

    /// <summary>8-bit floats with 4 exponent bits (<c>F8_E4M3</c>), no infinity, largest 448; read only.</summary>
    Float8E4M3,

    /// <summary>8-bit floats with 5 exponent bits (<c>F8_E5M2</c>), largest 57344; read only.</summary>
    Float8E5M2,
}
