namespace Attune.Tensors;

/// <summary>Two matrices, one below the other.</summary>
public static class AppendRowsOp
{
    /// <summary>The rows of x and then those of y: [T, C] and [R, C] to [T + R, C].</summary>
    /// <exception cref="ArgumentException">The columns differ.</exception>
    public static Tensor AppendRows(this Tensor x, Tensor y)
    {
        OpChecks.Matrix(x, nameof(x));
        OpChecks.Matrix(y, nameof(y));
        OpChecks.SameBackend(x, y);
        if (x.Columns != y.Columns)
            throw new ArgumentException($"AppendRows: {x.Shape} and {y.Shape} differ in columns.");
        var both = x.Backend.Allocate(new Shape(x.Rows + y.Rows, x.Columns));
        int[] upper = Count(x.Rows, 0), lower = Count(y.Rows, x.Rows);
        x.Backend.WriteRows(x, upper, both);
        x.Backend.WriteRows(y, lower, both);
        return GraphNode.Wanted(x, y) ? new Node(x, y, upper, lower).Record(both) : both;
    }

    private static int[] Count(int count, int first)
    {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
            rows[i] = first + i;
        return rows;
    }

    private sealed class Node(Tensor x, Tensor y, int[] upper, int[] lower) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, y, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            Pass(x, upper, gradient);
            Pass(y, lower, gradient);
        }

        private static void Pass(Tensor part, int[] rows, Tensor gradient)
        {
            if (!part.RequiresGradient)
                return;
            var picked = gradient.Backend.Allocate(part.Shape);
            gradient.Backend.GatherRows(gradient, rows, picked);
            part.AddGradient(picked);
            picked.Release();
        }
    }
}
