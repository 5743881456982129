namespace Attune.Models;

/// <summary>One tensor of a safetensors file, before its numbers are read.</summary>
/// <param name="Name">Its name, such as <c>model.norm.weight</c>.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Dimensions">Its dimensions; none for a scalar.</param>
/// <param name="Begin">Offset of its first byte, from the end of the header.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record SafetensorsEntry(string Name, StorageType Type, IReadOnlyList<long> Dimensions, long Begin, long Length)
{
    /// <summary>How many numbers it has.</summary>
    public long ElementCount => Length / StorageTypes.SizeOf(Type);

    /// <summary>The dimensions as text, <c>[2, 3]</c>.</summary>
    internal string DimensionsText => "[" + string.Join(", ", Dimensions) + "]";
}
