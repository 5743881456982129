using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors.Tests;

public sealed class BlockSizesTests
{
    [Fact]
    public void The_second_level_cache_is_of_a_size_that_processors_have() =>
        Assert.InRange(SecondLevelCache.Bytes, 64 * 1024, 64 * 1024 * 1024);

    [Theory]
    [InlineData(256 * 1024)]
    [InlineData(1024 * 1024)]
    [InlineData(2 * 1024 * 1024)]
    [InlineData(4 * 1024 * 1024)]
    public void A_block_of_A_leaves_most_of_the_cache_to_B(int cache)
    {
        var sizes = BlockSizes.For(cache);

        Assert.True(sizes.Left * sizeof(float) <= Math.Max(cache, 1024 * 1024) / 4);
        Assert.True(sizes.Left / sizes.Depth >= GemmKernel.Avx512.Rows);
    }
}
