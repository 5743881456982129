using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

public class TensorTests
{
    private readonly ReferenceBackend backend = new();

    [Fact]
    public void Gradients_of_leaves_add_up_over_backward_passes()
    {
        var x = Leaf(2, 3);
        x.Multiply(x).Sum().Backward();
        Assert.Equal([4, 6], x.Gradient!.ToArray());
        x.Scale(10).Sum().Backward();
        Assert.Equal([14, 16], x.Gradient!.ToArray());
        x.Gradient = null;
        x.Sum().Backward();
        Assert.Equal([1, 1], x.Gradient!.ToArray());
    }

    [Fact]
    public void A_gradient_passed_on_unchanged_is_not_disturbed_by_later_additions()
    {
        var a = Leaf(1, 2);
        var b = Leaf(3, 4);
        var left = a.Scale(2);
        var right = b.Scale(3);
        // left and right share the gradient of the sum; left then gets another on top.
        left.Add(right).Add(left.Multiply(left)).Sum().Backward();
        Assert.Equal([2 + 8, 2 + 16], a.Gradient!.ToArray());
        Assert.Equal([3, 3], b.Gradient!.ToArray());
    }

    [Fact]
    public void Frozen_tensors_get_no_gradient_and_cost_none()
    {
        var x = Tensor.From(backend, new Shape(2, 3), [1f, 2, 3, 4, 5, 6]);
        var frozen = Tensor.From(backend, new Shape(4, 3), new float[12]);
        var trained = Tensor.From(backend, new Shape(4, 4), new float[16]);
        trained.RequiresGradient = true;
        var hidden = x.Linear(frozen);
        Assert.False(hidden.RequiresGradient);
        Assert.Null(hidden.Node);
        hidden.Linear(trained).Sum().Backward();
        Assert.Null(x.Gradient);
        Assert.Null(frozen.Gradient);
        Assert.Null(hidden.Gradient);
        Assert.NotNull(trained.Gradient);
    }

    [Fact]
    public void Nothing_is_recorded_while_gradients_are_off()
    {
        var x = Leaf(1, 2);
        using (Gradients.Off())
        {
            Assert.False(Gradients.Enabled);
            using (Gradients.Off())
                Assert.False(x.Sum().RequiresGradient);
            Assert.False(Gradients.Enabled);
        }

        Assert.True(Gradients.Enabled);
        Assert.True(x.Sum().RequiresGradient);
    }

    [Fact]
    public void Backward_twice_is_an_error()
    {
        var loss = Leaf(1, 2).Sum();
        loss.Backward();
        Assert.Contains("Backward was called before", Assert.Throws<InvalidOperationException>(loss.Backward).Message);
        Assert.Throws<InvalidOperationException>(() => Leaf(1, 2).Scale(2).Backward());
    }

    [Fact]
    public void Scopes_take_back_what_was_not_kept()
    {
        Tensor lost, kept;
        using (backend.BeginScope())
        {
            lost = Tensor.Zeros(backend, new Shape(2));
            kept = Tensor.From(backend, new Shape(2), [5f, 6]).Keep();
        }

        Assert.Contains("Keep()", Assert.Throws<ObjectDisposedException>(lost.ToArray).Message);
        Assert.Equal([5, 6], kept.ToArray());
    }

    [Fact]
    public void Gradients_of_leaves_outlive_the_scope()
    {
        var x = Leaf(1, 2);
        using (backend.BeginScope())
            x.Add(x).Sum().Backward();
        Assert.Equal([2, 2], x.Gradient!.ToArray());
    }

    [Fact]
    public void Scopes_end_in_order()
    {
        var outer = backend.BeginScope();
        var inner = backend.BeginScope();
        Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void AddLowRank_takes_its_first_operand_over_unless_it_is_a_leaf()
    {
        var (x, a, b) = (Leaf(3, 4, 5), Leaf(1, 2, 3), Leaf(1, 1));
        (x, a, b) = (Tensor.From(backend, new Shape(1, 3), x.ToArray()), Tensor.From(backend, new Shape(1, 3), a.ToArray()), Tensor.From(backend, new Shape(2, 1), b.ToArray()));
        var intermediate = Tensor.From(backend, new Shape(1, 2), [1f, 1]).Scale(2);
        Assert.Equal([28, 28], intermediate.AddLowRank(x, a, b, 1).ToArray());
        Assert.Throws<ObjectDisposedException>(intermediate.ToArray);
        var leaf = Tensor.From(backend, new Shape(1, 2), [1f, 1]);
        leaf.RequiresGradient = true;
        Assert.Equal([27, 27], leaf.AddLowRank(x, a, b, 1).ToArray());
        Assert.Equal([1, 1], leaf.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Numbers_that_are_none_come_through(float value)
    {
        using var cpu = new CpuBackend(2);
        string[] bounded = ["Relu", "ReluSquared", "Tanh", "Sigmoid", "SoftCap", "SoftmaxCrossEntropy 17, capped, scaled, with a bias"];
        foreach (var op in OpCases.All(17).Concat(OpCases.Attentions(17)))
        {
            // Their limits at infinity are numbers.
            if (float.IsInfinity(value) && bounded.Any(name => op.Name == name || op.Name.StartsWith(name + " ", StringComparison.Ordinal)))
                continue;
            var inputs = op.CreateInputs(cpu, requiresGradient: false);
            foreach (var input in inputs)
                input.AsSpan().Fill(value);
            float[] result = op.Run(inputs).ToArray();
            // What dropout drops is 0, whatever it was, and so is what has no row.
            if (op.Name.StartsWith("Dropout", StringComparison.Ordinal) || op.Name.StartsWith("Interleave with nothing", StringComparison.Ordinal))
                result = [.. result.Where(static x => x != 0)];
            // silu(-infinity) is -infinity * 0, which is no number either.
            Assert.All(result, x => Assert.False(float.IsFinite(x), $"{op.Name}: {x}"));
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var x = Tensor.Zeros(backend, new Shape(2, 3));
        var w = Tensor.Zeros(backend, new Shape(4, 5));
        Assert.Contains("[4, 5]", Assert.Throws<ArgumentException>(() => x.Linear(w)).Message);
        Assert.Contains("[2, 3] and [4, 5]", Assert.Throws<ArgumentException>(() => x.Add(w)).Message);
        Assert.Contains("ids[1] is 2", Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather([0, 2])).Message);
        Assert.Throws<ArgumentException>(() => Tensor.From(backend, new Shape(2), [1f]));
        Assert.Throws<ArgumentException>(() => new DocumentLayout([1], 3));
        Assert.Throws<ArgumentException>(() => new DocumentLayout([0, 2, 2], 3));
        Assert.Throws<ArgumentException>(() => new DocumentLayout([0, 3], 3));
        Assert.Throws<ArgumentException>(() => Attention.Causal(x, x, x, DocumentLayout.Single(3), 1, 1, 1));
        Assert.Contains("different backends", Assert.Throws<ArgumentException>(() => x.Add(Tensor.Zeros(new ReferenceBackend(), x.Shape))).Message);
    }

    [Fact]
    public void Written_rows_are_read_again()
    {
        using var cpu = new CpuBackend(2);
        var cache = Tensor.Zeros(cpu, new Shape(4, 2));
        cache.WriteRows(Tensor.From(cpu, new Shape(2, 2), [1f, 2, 3, 4]), [3, 1]);
        Assert.Equal([0, 0, 3, 4, 0, 0, 1, 2], cache.ToArray());
    }

    [Fact]
    public void Shapes_compare_and_print()
    {
        Assert.Equal("[2, 3]", new Shape(2, 3).ToString());
        Assert.Equal("[]", new Shape().ToString());
        Assert.Equal(1, new Shape().ElementCount);
        Assert.True(new Shape(2, 3) == new Shape([2, 3]));
        Assert.True(new Shape(2, 3) != new Shape(2, 3, 1));
        Assert.Throws<ArgumentException>(() => new Shape(1 << 20, 1 << 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(-1));
    }

    private Tensor Leaf(params float[] values)
    {
        var tensor = Tensor.From(backend, new Shape(values.Length), values);
        tensor.RequiresGradient = true;
        return tensor;
    }
}
