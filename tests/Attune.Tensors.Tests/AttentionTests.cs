using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

public class AttentionTests
{
    /// <summary>Generation sees exactly the bits that training saw, whatever the number of rows per call.</summary>
    [Theory]
    [InlineData(1, 1, 8)]
    [InlineData(4, 2, 16)]
    [InlineData(6, 2, 24)]
    [InlineData(2, 1, 64)]
    public void Cached_attention_has_the_bits_of_causal_attention(int heads, int shared, int size)
    {
        int[] lengths = [1, 17, 64, 65, 150];
        using var cpu = new CpuBackend(2);
        var (q, k, v) = Inputs(OpCases.CausalAttention(lengths, heads, shared, size), cpu);
        int tokens = lengths.Sum();
        int[] starts = [.. lengths.Select((_, i) => lengths.Take(i).Sum())];
        double scale = 1 / Math.Sqrt(size);
        float[] expected = Attention.Causal(q, k, v, new DocumentLayout(starts, tokens), heads, shared, scale).ToArray();

        int[] keyStart = [.. Enumerable.Range(0, tokens).Select(t => starts.Last(s => s <= t))];
        int[] keyCount = [.. Enumerable.Range(0, tokens).Select(t => t - keyStart[t] + 1)];
        Assert.Equal(expected, Attention.Cached(q, k, v, keyStart, keyCount, heads, shared, scale).ToArray());
        for (int t = 0; t < tokens; t += 29)
        {
            var row = Attention.Cached(q.SelectRows([t]), k, v, keyStart.AsSpan(t, 1), keyCount.AsSpan(t, 1), heads, shared, scale);
            Assert.Equal(expected[(t * heads * size)..((t + 1) * heads * size)], row.ToArray());
        }
    }

    /// <summary>The same with a window and with a cap: blocks that no window reaches change nothing.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(8, null)]
    [InlineData(64, 1.5)]
    [InlineData(90, null)]
    [InlineData(int.MaxValue, 0.7)]
    public void Windows_and_caps_have_the_same_bits_in_the_cache(int window, double? cap)
    {
        int[] lengths = [1, 65, 200];
        using var cpu = new CpuBackend(2);
        var (q, k, v) = Inputs(OpCases.CausalAttention(lengths, 4, 2, 24), cpu);
        int tokens = lengths.Sum();
        int[] starts = [0, 1, 66];
        float[] expected = Attention.Packed(
            q, k, v, new DocumentLayout(starts, tokens), 4, 2, 0.2, AttentionWindow.CausalWithin(window), cap).ToArray();
        int[] keyStart = [.. Enumerable.Range(0, tokens).Select(t => starts.Last(s => s <= t))];
        int[] keyCount = [.. Enumerable.Range(0, tokens).Select(t => t - keyStart[t] + 1)];
        Assert.Equal(expected, Attention.Cached(q, k, v, keyStart, keyCount, 4, 2, 0.2, window, cap).ToArray());
        if (window < 200 || cap is not null)
            Assert.NotEqual(expected, Attention.Causal(q, k, v, new DocumentLayout(starts, tokens), 4, 2, 0.2).ToArray());

        var (q64, k64, v64) = Inputs(OpCases.CausalAttention(lengths, 4, 2, 24), new ReferenceBackend());
        var exact = Attention.Cached(q64, k64, v64, keyStart, keyCount, 4, 2, 0.2, window, cap);
        new Tolerance(700, 1).AssertClose(exact.AsDoubleSpan(), expected, "cached");
    }

    [Fact]
    public void Cached_attention_agrees_with_the_reference_backend()
    {
        var op = OpCases.CausalAttention([70], 4, 2, 24);
        using var cpu = new CpuBackend(2);
        int[] start = [.. Enumerable.Range(0, 70).Select(static t => t / 2)];
        int[] count = [.. Enumerable.Range(0, 70).Select(static t => (t % 35) + 1)];
        var (q, k, v) = Inputs(op, cpu);
        var (q64, k64, v64) = Inputs(op, new ReferenceBackend());
        var expected = Attention.Cached(q64, k64, v64, start, count, 4, 2, 0.2);
        var actual = Attention.Cached(q, k, v, start, count, 4, 2, 0.2);
        new Tolerance(op.ChainLength).AssertClose(expected.AsDoubleSpan(), actual.AsReadOnlySpan(), "cached");
    }

    [Fact]
    public void Nothing_crosses_the_border_of_a_document()
    {
        int[] lengths = [20, 45, 3];
        using var cpu = new CpuBackend(2);
        var op = OpCases.CausalAttention(lengths, 2, 1, 16);
        float[] clean = Gradients(op, cpu, poisoned: false);
        float[] poisoned = Gradients(op, cpu, poisoned: true);
        Assert.All(poisoned[..(20 * 32)], static x => Assert.Equal(float.NaN, x));
        Assert.Equal(clean[(20 * 32)..], poisoned[(20 * 32)..]);
    }

    [Fact]
    public void Future_tokens_do_not_change_the_past()
    {
        using var cpu = new CpuBackend(1);
        var (q, k, v) = Inputs(OpCases.CausalAttention([100], 1, 1, 16), cpu);
        float[] before = Attention.Causal(q, k, v, DocumentLayout.Single(100), 1, 1, 0.25).ToArray();
        k.AsSpan()[(70 * 16)..].Fill(9);
        v.AsSpan()[(70 * 16)..].Fill(-9);
        float[] after = Attention.Causal(q, k, v, DocumentLayout.Single(100), 1, 1, 0.25).ToArray();
        Assert.Equal(before[..(70 * 16)], after[..(70 * 16)]);
        Assert.NotEqual(before[(70 * 16)..], after[(70 * 16)..]);
    }

    [Fact]
    public void One_tensor_may_be_query_key_and_value()
    {
        var op = new OpCase(
            "self", [new Shape(9, 4)], 200, static x => Attention.Causal(x[0], x[0], x[0], new DocumentLayout([0, 4], 9), 2, 2, 0.7));
        var (worst, where) = GradCheck.Run(op);
        Assert.True(worst <= 1, where);
        using var cpu = new CpuBackend(2);
        var (expected, actual) = (op.CreateInputs(new ReferenceBackend()), op.CreateInputs(cpu));
        op.Loss(op.Run(expected)).Backward();
        op.Loss(op.Run(actual)).Backward();
        new Tolerance(200).AssertClose(expected[0].Gradient!.AsDoubleSpan(), actual[0].Gradient!.AsReadOnlySpan(), "gradient");
    }

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        using var cpu = new CpuBackend(1);
        var q = Tensor.From(cpu, new Shape(2, 1), [1000f, 1000f]);
        var v = Tensor.From(cpu, new Shape(2, 1), [3f, 5f]);
        Assert.Equal([3f, 4f], Attention.Causal(q, q, v, DocumentLayout.Single(2), 1, 1, 1).ToArray());
    }

    private static float[] Gradients(OpCase op, CpuBackend cpu, bool poisoned)
    {
        var inputs = op.CreateInputs(cpu);
        if (poisoned)
            inputs[0].AsSpan()[..(20 * 32)].Fill(float.NaN);
        var result = op.Run(inputs);
        op.Loss(result).Backward();
        return inputs[0].Gradient!.ToArray();
    }

    private static (Tensor Q, Tensor K, Tensor V) Inputs(OpCase op, Backend backend)
    {
        var inputs = op.CreateInputs(backend, requiresGradient: false);
        return (inputs[0], inputs[1], inputs[2]);
    }
}
