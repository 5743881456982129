namespace Attune.Models;

/// <summary>Floats without scales: every number is a block.</summary>
internal static class PlainBlocks
{
    public static BlockFormat Float32 { get; } = Of("F32", 0, StorageType.Float32);

    public static BlockFormat Float16 { get; } = Of("F16", 1, StorageType.Float16, (shape, rows) => HalfMatrix.From(StorageType.Float16, shape, rows));

    public static BlockFormat BFloat16 { get; } = Of("BF16", 30, StorageType.BFloat16, (shape, rows) => HalfMatrix.From(StorageType.BFloat16, shape, rows));

    private static BlockFormat Of(string name, uint type, StorageType storage, BlockInterleaver? interleave = null) => new(
        name, type, 1, StorageTypes.SizeOf(storage),
        (source, destination) => StorageConversion.ToSingle(storage, source, destination),
        (source, destination) => StorageConversion.FromSingle(storage, source, destination))
    { Interleave = interleave };
}
