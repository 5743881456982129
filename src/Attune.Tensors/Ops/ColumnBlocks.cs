namespace Attune.Tensors;

/// <summary>Columns of a matrix that holds several side by side, such as queries, keys and values of one product.</summary>
public static class ColumnBlocksOp
{
    /// <summary>
    /// The columns that a layout names, in its order: x [T, C], result [T, Width * Count].
    /// </summary>
    /// <exception cref="ArgumentException">x is no matrix, or the layout reaches beyond its columns.</exception>
    public static Tensor ColumnBlocks(this Tensor x, ColumnLayout layout)
    {
        OpChecks.Matrix(x, nameof(x));
        if (layout.First < 0 || layout.Width <= 0 || layout.Count <= 0 || layout.Stride < layout.Width
            || layout.First + ((long)layout.Stride * (layout.Count - 1)) + layout.Width > x.Columns)
        {
            throw new ArgumentException($"ColumnBlocks: {layout} are no columns of x {x.Shape}.", nameof(layout));
        }

        var y = x.Backend.Allocate(new Shape(x.Rows, layout.Width * layout.Count));
        x.Backend.GatherColumns(x, layout, y);
        return GraphNode.Wanted(x) ? new Node(x, layout).Record(y) : y;
    }

    private sealed class Node(Tensor x, ColumnLayout layout) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.ScatterColumns(gradient, layout, dx);
        }
    }
}

/// <summary>Blocks of neighbouring columns at equal distances.</summary>
/// <param name="First">The first column of the first block.</param>
/// <param name="Width">Columns of a block.</param>
/// <param name="Stride">From the start of one block to that of the next, at least a block.</param>
/// <param name="Count">How many blocks.</param>
public readonly record struct ColumnLayout(int First, int Width, int Stride, int Count)
{
    /// <summary>One block.</summary>
    public static ColumnLayout Range(int first, int width) => new(first, width, width, 1);
}
