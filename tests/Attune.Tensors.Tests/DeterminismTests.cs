using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

public class DeterminismTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        using var one = new CpuBackend(1);
        using var many = new CpuBackend(threads);
        foreach (var op in BitHash.Cases)
            Assert.Equal(BitHash.Of(op, one), BitHash.Of(op, many));
    }

    /// <summary>The rows of a batch do not know of each other: one at a time gives the bits of all together.</summary>
    [Fact]
    public void A_row_does_not_depend_on_its_batch()
    {
        using var cpu = new CpuBackend(2);
        var x = Random(cpu, 70, 96);
        var weight = Random(cpu, 130, 96);
        var norm = Random(cpu, 1, 96).SelectRows([0]);
        var gain = Tensor.From(cpu, new Shape(96), norm.ToArray());
        float[] together = x.RmsNorm(gain, 1e-5).Linear(weight).ToArray();
        for (int t = 0; t < 70; t++)
        {
            float[] alone = x.SelectRows([t]).RmsNorm(gain, 1e-5).Linear(weight).ToArray();
            Assert.Equal(together[(t * 130)..((t + 1) * 130)], alone);
        }
    }

    [Fact]
    public void Packed_weights_give_the_same_bits_and_follow_changes()
    {
        using var cpu = new CpuBackend(2);
        var x = Random(cpu, 5, 40);
        var weight = Random(cpu, 70, 40);
        float[] first = x.Linear(weight).ToArray();
        for (int use = 0; use < 3; use++)
            Assert.Equal(first, x.Linear(weight).ToArray());
        Assert.NotNull(weight.Derived);
        weight.AsSpan()[7] += 1;
        float[] changed = x.Linear(weight).ToArray();
        Assert.Equal(changed, x.Linear(weight).ToArray());
        Assert.Equal(x.Linear(Tensor.From(cpu, weight.Shape, weight.ToArray())).ToArray(), changed);
        Assert.NotEqual(first, changed);
    }

    [Fact]
    public void Dropout_is_a_function_of_seed_and_index()
    {
        using var cpu = new CpuBackend(3);
        var x = Tensor.From(cpu, new Shape(1000, 50), Enumerable.Repeat(1f, 50_000).ToArray());
        float[] cpuMask = x.Dropout(0.25, 42).ToArray();
        float[] referenceMask = Tensor.From(new ReferenceBackend(), x.Shape, x.ToArray()).Dropout(0.25, 42).ToArray();
        Assert.Equal(referenceMask, cpuMask);
        Assert.NotEqual(cpuMask, x.Dropout(0.25, 43).ToArray());
        Assert.NotEqual(cpuMask, x.Dropout(0.25, 42 + (1UL << 32)).ToArray());
        // Binomial: 12,500 expected, standard deviation 97; five of them is once in two million.
        Assert.InRange(cpuMask.Count(static value => value == 0), 12_500 - 485, 12_500 + 485);
        Assert.All(cpuMask, static value => Assert.True(value is 0 or 1.3333334f));
    }

    private static Tensor Random(Backend backend, int rows, int columns) =>
        new OpCase($"{rows}x{columns}", [new Shape(rows, columns)], 1, static x => x[0]).CreateInputs(backend, requiresGradient: false)[0];
}
