namespace Attune.Models;

/// <summary>Names and sizes of storage types, as safetensors spells them.</summary>
internal static class StorageTypes
{
    private static readonly (StorageType Type, string Name, int Size)[] All =
    [
        (StorageType.Float32, "F32", 4),
        (StorageType.Float16, "F16", 2),
        (StorageType.BFloat16, "BF16", 2),
        (StorageType.Float64, "F64", 8),
        (StorageType.Int64, "I64", 8),
        (StorageType.UInt64, "U64", 8),
        (StorageType.Int32, "I32", 4),
        (StorageType.UInt32, "U32", 4),
        (StorageType.Int16, "I16", 2),
        (StorageType.UInt16, "U16", 2),
        (StorageType.Int8, "I8", 1),
        (StorageType.UInt8, "U8", 1),
        (StorageType.Boolean, "BOOL", 1),
        (StorageType.Float8E4M3, "F8_E4M3", 1),
        (StorageType.Float8E5M2, "F8_E5M2", 1),
    ];

    public static string NameOf(StorageType type) => All[(int)type].Name;

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(StorageType type) => All[(int)type].Size;

    public static StorageType? Find(string name)
    {
        foreach (var entry in All)
        {
            if (entry.Name == name)
                return entry.Type;
        }

        return null;
    }

    public static string Names => string.Join(", ", All.Select(entry => entry.Name));
}
