namespace Attune.Tensors;

/// <summary>Sums of tensors of the same shape.</summary>
public static class AddOp
{
    /// <summary>a + b, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Add(this Tensor a, Tensor b)
    {
        OpChecks.SameShape(a, b);
        var y = a.Backend.Allocate(a.Shape);
        a.Backend.AddScaled(a, b, 1, y);
        return GraphNode.Wanted(a, b) ? new Node(a, b).Record(y) : y;
    }

    /// <summary>
    /// x + branch, element by element, for a residual stream. Where the branch is an intermediate result its memory is taken
    /// over: it must not be used afterwards, and using it is an <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor AddBranch(this Tensor x, Tensor branch)
    {
        OpChecks.SameShape(x, branch);
        var y = LowRankOp.TakeOver(branch);
        x.Backend.AddScaled(x, y, 1, y);
        return GraphNode.Wanted(x, branch) ? new Node(x, branch).Record(y) : y;
    }

    private sealed class Node(Tensor a, Tensor b) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (a, b, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            a.AddGradient(gradient);
            b.AddGradient(gradient);
        }
    }
}
