using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The second-level cache of one core, as the processor itself tells it.</summary>
/// <remarks>
/// CPUID leaf 4 ("Deterministic Cache Parameters", Intel SDM volume 2) and AMD's leaf 0x8000001D have one form: a sub-leaf for
/// each cache. Virtual machines pass them on.
/// </remarks>
internal static class SecondLevelCache
{
    private const int Usual = 1024 * 1024;
    private const int IntelLeaf = 4, AmdLeaf = unchecked((int)0x8000001D), HighestExtended = unchecked((int)0x80000000);
    private const int MostCaches = 16;

    /// <summary>Its size in bytes; 1 MB where the processor does not say.</summary>
    public static int Bytes { get; } = Read();

    private static int Read()
    {
        if (!X86Base.IsSupported)
            return Usual;
        if (X86Base.CpuId(0, 0).Eax >= IntelLeaf && Find(IntelLeaf) is { } intel)
            return intel;
        return (uint)X86Base.CpuId(HighestExtended, 0).Eax >= unchecked((uint)AmdLeaf) && Find(AmdLeaf) is { } amd ? amd : Usual;
    }

    private static int? Find(int leaf)
    {
        for (var index = 0; index < MostCaches; index++)
        {
            var (eax, ebx, ecx, _) = X86Base.CpuId(leaf, index);
            var type = eax & 0x1F; // 0 none, 1 data, 2 instructions, 3 both
            var level = (eax >> 5) & 7;
            if (type == 0)
                return null;
            if (level != 2 || type == 2)
                continue;
            long ways = ((ebx >> 22) & 0x3FF) + 1, partitions = ((ebx >> 12) & 0x3FF) + 1, line = (ebx & 0xFFF) + 1, sets = (uint)ecx + 1L;
            var bytes = ways * partitions * line * sets;
            return bytes is >= 64 * 1024 and <= 64 * 1024 * 1024 ? (int)bytes : null;
        }

        return null;
    }
}
