namespace Attune.Tensors;

/// <summary>Expectations under a softmax: what uneven routing of tokens costs.</summary>
public static class ExpectedCostOp
{
    /// <summary>The sum over rows t and columns e of softmax(logits[t, :])[e] * costs[e], a scalar: logits [T, E].</summary>
    /// <param name="logits">Logits.</param>
    /// <param name="costs">E costs, which get no gradient.</param>
    /// <exception cref="ArgumentException">logits is no matrix, or there are not E costs.</exception>
    public static Tensor ExpectedCost(this Tensor logits, double[] costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        OpChecks.Matrix(logits, nameof(logits));
        OpChecks.Count(costs.Length, logits.Columns, nameof(costs));
        var probabilities = logits.Backend.Allocate(logits.Shape);
        var sum = logits.Backend.Allocate(new Shape());
        logits.Backend.ExpectedCost(logits, costs, probabilities, sum);
        return GraphNode.Wanted(logits) ? new Node(logits, costs, probabilities).Record(sum) : sum;
    }

    private sealed class Node(Tensor logits, double[] costs, Tensor probabilities) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (logits, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            double upstream = gradient.DType == DType.Float32 ? gradient.Item() : gradient.AsDoubleSpan()[0];
            if (logits.OpenGradient() is { } target)
                output.Backend.ExpectedCostBackward(probabilities, costs, upstream, target);
        }
    }
}
