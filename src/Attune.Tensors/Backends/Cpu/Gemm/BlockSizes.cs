namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// How a large product is cut, by the size of the second-level cache. Blocks of k continue each other's chains, so the sizes
/// change speed and never a bit.
/// </summary>
/// <param name="Depth">The most steps of k per block.</param>
/// <param name="Width">Columns per block of B.</param>
/// <param name="Left">Elements per block of A.</param>
/// <param name="Height">The most rows per block of A, however shallow it is.</param>
internal readonly record struct BlockSizes(int Depth, int Width, int Left, int Height)
{
    private const int Large = 2 * 1024 * 1024;

    /// <summary>Those of this machine.</summary>
    public static BlockSizes Here { get; } = For(SecondLevelCache.Bytes);

    /// <summary>
    /// A block of A takes a quarter of the cache; the rest is for the panel of B that is swept over it. In 1 MB, long
    /// chains pay, since C is read and written less often; in 2 MB (and behind its slower third level), higher blocks do.
    /// Both were found by trial: Zen 5 with 1 MB, Emerald Rapids with 2 MB.
    /// </summary>
    public static BlockSizes For(int secondLevelCache) => secondLevelCache < Large
        ? new BlockSizes(Depth: 1024, Width: 4096, Left: 60 * 1024, Height: 480)
        : new BlockSizes(Depth: 512, Width: 4096, Left: 128 * 1024, Height: 960);
}
