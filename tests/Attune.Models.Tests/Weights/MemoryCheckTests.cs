using Attune.Tensors;

namespace Attune.Models.Tests.Weights;

/// <summary>A base that does not fit says what it needs.</summary>
public sealed class MemoryCheckTests
{
    [Fact]
    public void Too_little_memory_is_told_with_what_is_needed()
    {
        var parameters = new[] { new Parameter("a", new Shape(1 << 14, 1 << 14)), new Parameter("b", new Shape(1 << 14, 1 << 14)) }; // 2 GiB as float32
        MemoryCheck.Run(parameters, _ => sizeof(float), 2L << 30, "models/big");
        var error = Assert.Throws<AttuneException>(() => MemoryCheck.Run(parameters, _ => sizeof(float), (2L << 30) - 1, "models/big"));
        Assert.Equal(("ATT4127", "models/big"), (error.Code, error.File));
        Assert.Contains("536,870,912 weights take 2.0 GiB of memory", error.Message, StringComparison.Ordinal);
        Assert.Contains("In 16 bits they take 1.0 GiB, in four bits 0.3 GiB", error.Message, StringComparison.Ordinal);
        MemoryCheck.Run(parameters, _ => FrozenStorage.Nf4.BytesPerNumber, 300L << 20, "models/big");
    }
}
