namespace Attune.Tensors;

/// <summary>What experts found, added to the rows of the tokens they were chosen for.</summary>
public static class AddWeightedRowsOp
{
    /// <summary>
    /// y with y[rows[i], :] += weights[picks[i]] * z[i, :]: y [T, C], z [n, C], weights of any shape, counted row-major. Where y is
    /// an intermediate result its memory is taken over: y must not be used afterwards.
    /// </summary>
    /// <param name="y">What is added to.</param>
    /// <param name="z">The rows.</param>
    /// <param name="weights">What rows are multiplied by.</param>
    /// <param name="rows">The row of y for each row of z, no two the same.</param>
    /// <param name="picks">The place of the weight for each row of z, no two the same.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row or a weight does not exist.</exception>
    public static Tensor AddWeightedRows(this Tensor y, Tensor z, Tensor weights, ReadOnlySpan<int> rows, ReadOnlySpan<int> picks)
    {
        OpChecks.Matrix(y, nameof(y));
        OpChecks.Matrix(z, nameof(z));
        OpChecks.SameBackend(y, z);
        OpChecks.SameBackend(y, weights);
        if (y.Columns != z.Columns)
            throw new ArgumentException($"AddWeightedRows: y {y.Shape} and z {z.Shape} differ in columns.");
        OpChecks.Count(rows.Length, z.Rows, nameof(rows));
        OpChecks.Count(picks.Length, z.Rows, nameof(picks));
        OpChecks.Indices(rows, y.Rows, nameof(rows));
        OpChecks.Indices(picks, weights.Shape.ElementCount, nameof(picks));
        var result = LowRankOp.TakeOver(y);
        y.Backend.AddWeightedRows(z, weights, rows, picks, result);
        return GraphNode.Wanted(y, z, weights) ? new Node(y, z, weights, rows.ToArray(), picks.ToArray()).Record(result) : result;
    }

    private sealed class Node(Tensor y, Tensor z, Tensor weights, int[] rows, int[] picks) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (y, z, weights, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            output.Backend.AddWeightedRowsBackward(z, weights, rows, picks, gradient, z.OpenGradient(), weights.OpenGradient());
            y.AddGradient(gradient);
        }
    }
}
