namespace Attune.Models;

/// <summary>The type of a value in a GGUF file's head; the numbers are the format's.</summary>
internal enum GgufValueType
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    Float32,
    Boolean,
    Text,
    List,
    UInt64,
    Int64,
    Float64,
}
