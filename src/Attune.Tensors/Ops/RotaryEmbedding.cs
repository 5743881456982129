namespace Attune.Tensors;

/// <summary>Rotary position embedding (Su et al., 2021) in the rotate-half convention of the Hugging Face Llama.</summary>
public static class RotaryEmbeddingOp
{
    /// <summary>
    /// Rotates the first d channels of each head of each row by its position's angles, d being those of the table: with
    /// h = d / 2, y[i] = x[i] cos - x[i + h] sin and y[i + h] = x[i + h] cos + x[i] sin. x is [T, heads * D], D at least d, one
    /// position per row.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is not one position per row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside of the table.</exception>
    public static Tensor RotaryEmbedding(this Tensor x, RotaryTable table, ReadOnlySpan<int> positions, int heads)
    {
        OpChecks.Matrix(x, nameof(x));
        OpChecks.Count(positions.Length, x.Rows, nameof(positions));
        OpChecks.Indices(positions, table.MaxPositions, nameof(positions));
        if (heads <= 0 || x.Columns % heads != 0 || x.Columns / heads < table.HeadDimension)
            throw new ArgumentException($"RotaryEmbedding: x {x.Shape} must have {heads} heads of {table.HeadDimension} channels or more.");

        int[] remembered = x.Backend.Remember(positions);
        table.Cover(remembered);
        var y = x.Backend.Allocate(x.Shape);
        x.Backend.Rotary(x, table, remembered, heads, inverse: false, y);
        return GraphNode.Wanted(x) ? new Node(x, table, remembered, heads).Record(y) : y;
    }

    private sealed class Node(Tensor x, RotaryTable table, int[] positions, int heads) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.Rotary(gradient, table, positions, heads, inverse: true, dx);
        }
    }
}
