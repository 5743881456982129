namespace Attune.Tensors;

/// <summary>Rows picked by index: embeddings, and the rows that a loss looks at.</summary>
public static class GatherOp
{
    /// <summary>Row i of the result is row ids[i] of the table: table [V, C], result [T, C]. The backward pass adds in the order of i.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside of the table.</exception>
    public static Tensor Gather(this Tensor table, ReadOnlySpan<int> ids) => Run(table, ids, nameof(Gather), nameof(ids));

    /// <summary>Row i of the result is row rows[i] of x; a row may be picked twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside of x.</exception>
    public static Tensor SelectRows(this Tensor x, ReadOnlySpan<int> rows) => Run(x, rows, nameof(SelectRows), nameof(rows));

    private static Tensor Run(Tensor x, ReadOnlySpan<int> indices, string op, string name)
    {
        OpChecks.Matrix(x, nameof(x), op);
        OpChecks.Indices(indices, x.Rows, name, op);
        var y = x.Backend.Allocate(new Shape(indices.Length, x.Columns));
        x.Backend.GatherRows(x, indices, y);
        if (x.Node is ReplacedRows replaced && GraphNode.Wanted(x))
        {
            var (at, slots) = replaced.Places.Among(indices);
            return at.Length == 0 ? y : new NodeOfReplaced(replaced.Rows, at, slots).Record(y);
        }

        return GraphNode.Wanted(x) ? new Node(x, x.Backend.Remember(indices)).Record(y) : y;
    }

    private sealed class Node(Tensor x, int[] indices) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.ScatterAddRows(gradient, indices, 1, dx);
        }
    }

    /// <summary>Only the replaced rows of a table are trained: nothing is computed for the others.</summary>
    private sealed class NodeOfReplaced(Tensor rows, int[] at, int[] slots) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (rows, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (rows.OpenGradient() is not { } target)
                return;
            var picked = output.Backend.Allocate(new Shape(at.Length, gradient.Columns));
            output.Backend.GatherRows(gradient, at, picked); // [T,C] -> [k,C]
            output.Backend.ScatterAddRows(picked, slots, 1, target);
            picked.Release();
        }
    }
}
