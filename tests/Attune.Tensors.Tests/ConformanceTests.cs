using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

/// <summary>The CPU backend against the reference backend: every op, results and gradients.</summary>
public class ConformanceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(100)]
    public void Ops_agree_at_size(int size)
    {
        using var cpu = Poisoned(2);
        foreach (var op in OpCases.All(size))
            Compare(op, cpu);
    }

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 15, 16, 17 })]
    [InlineData(new[] { 33, 1, 64, 2, 65 })]
    [InlineData(new[] { 31, 32, 63, 130 })]
    public void Attention_agrees_for_documents(int[] lengths)
    {
        using var cpu = Poisoned(2);
        foreach (var op in OpCases.Attentions(lengths))
            Compare(op, cpu);
    }

    [Fact]
    public void Attention_agrees_for_documents_that_go_on_from_others()
    {
        using var cpu = Poisoned(2);
        foreach (var op in OpCases.TreeAttentions())
            Compare(op, cpu);
    }

    [Fact]
    public void Elementwise_kernels_agree_over_many_pieces()
    {
        using var cpu = Poisoned(3);
        var shape = new Shape(513, 300);
        Compare(new OpCase("large SwiGlu", [shape, shape], 12, x => x[0].SwiGlu(x[1])), cpu);
        Compare(new OpCase("large Gelu", [shape], 16, x => x[0].Activate(Activation.Gelu)), cpu);
        Compare(new OpCase("large LayerNorm", [shape, new Shape(300), new Shape(300)], 513 + 20, x => x[0].LayerNorm(x[1], x[2], 1e-6)), cpu);
        Compare(new OpCase("large RmsNorm", [shape, new Shape(300)], 513 + 20, x => x[0].RmsNorm(x[1], 1e-6)), cpu);
        Compare(new OpCase("large Dropout", [shape], 3, x => x[0].Dropout(0.5, 77)), cpu);
        Compare(new OpCase("large Mean", [shape], 4, x => x[0].Mean()), cpu);
    }

    /// <summary>A backend whose fresh memory is full of NaN, so that a result with a number in it that nobody wrote is none.</summary>
    private static CpuBackend Poisoned(int threads)
    {
        var backend = new CpuBackend(threads);
        backend.Arena.Poisoned = backend.Workspace.Poisoned = true;
        return backend;
    }

    private static void Compare(OpCase op, CpuBackend cpu)
    {
        var reference = new ReferenceBackend();
        var expectedInputs = op.CreateInputs(reference);
        var actualInputs = op.CreateInputs(cpu);
        var expected = op.Run(expectedInputs);
        var actual = op.Run(actualInputs);
        Assert.Equal(expected.Shape, actual.Shape);
        var tolerance = new Tolerance(op.ChainLength, op.TermSize);
        tolerance.AssertClose(expected.AsDoubleSpan(), actual.AsReadOnlySpan(), op.Name);
        op.Loss(expected).Backward();
        op.Loss(actual).Backward();
        for (int i = 0; i < actualInputs.Length; i++)
        {
            tolerance.AssertClose(
                expectedInputs[i].Gradient!.AsDoubleSpan(), actualInputs[i].Gradient!.AsReadOnlySpan(), $"{op.Name}, gradient {i}");
        }
    }
}
