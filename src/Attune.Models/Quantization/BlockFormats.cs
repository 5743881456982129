namespace Attune.Models;

/// <summary>The formats of numbers in GGUF files that are known here. A new one is a file of its own and a line here.</summary>
public static class BlockFormats
{
    /// <summary>All, by rising number of the type.</summary>
    public static IReadOnlyList<BlockFormat> All { get; } =
    [
        PlainBlocks.Float32, PlainBlocks.Float16,
        Q4Zero.Format, Q4One.Format, Q5Zero.Format, Q5One.Format, Q8Zero.Format,
        Q2K.Format, Q3K.Format, Q4K.Format, Q5K.Format, Q6K.Format, Q8K.Format,
        IQ4Nonlinear.Format, IQ4ExtraSmall.Format,
        PlainBlocks.BFloat16, MicroscalingFloat4.Format,
    ];

    private static readonly Dictionary<uint, BlockFormat> ByType = All.ToDictionary(format => format.Type);
    private static readonly Dictionary<string, BlockFormat> ByName = All.ToDictionary(format => format.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>32-bit floats.</summary>
    public static BlockFormat Float32 => PlainBlocks.Float32;

    /// <summary>Finds a format by ggml's name, such as <c>Q4_K</c>, in any case; null where it is not known.</summary>
    public static BlockFormat? Find(string name) => ByName.GetValueOrDefault(name);

    internal static BlockFormat? Find(uint type) => ByType.GetValueOrDefault(type);
}
