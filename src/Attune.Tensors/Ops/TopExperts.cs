namespace Attune.Tensors;

/// <summary>The choice of experts for each token, and how much each counts (Shazeer and others, 2017).</summary>
public static class TopExpertsOp
{
    /// <summary>
    /// The k experts with the largest probabilities of each row, softmax(logits[t, :]), largest first; of equal ones the first.
    /// Gradients flow through the weights, not through the choice.
    /// </summary>
    /// <param name="logits">[T, E].</param>
    /// <param name="count">k, from 1 to E.</param>
    /// <param name="normalise">Whether the weights of a row are divided by their sum.</param>
    /// <returns>The weights [T, k], and the experts, k for each row.</returns>
    /// <exception cref="ArgumentException">logits is no matrix, or has fewer than k columns.</exception>
    public static (Tensor Weights, int[] Experts) TopExperts(this Tensor logits, int count, bool normalise)
    {
        OpChecks.Matrix(logits, nameof(logits));
        if (count < 1 || count > logits.Columns)
            throw new ArgumentException($"TopExperts: {count} experts cannot be chosen of logits {logits.Shape}.", nameof(count));
        var probabilities = logits.Backend.Allocate(logits.Shape);
        var weights = logits.Backend.Allocate(new Shape(logits.Rows, count));
        int[] experts = new int[logits.Rows * count];
        logits.Backend.TopExperts(logits, normalise, probabilities, weights, experts);
        if (GraphNode.Wanted(logits))
            new Node(logits, probabilities, experts, normalise).Record(weights);
        return (weights, experts);
    }

    private sealed class Node(Tensor logits, Tensor probabilities, int[] experts, bool normalise) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (logits, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (logits.OpenGradient() is { } target)
                output.Backend.TopExpertsBackward(probabilities, output, experts, normalise, gradient, target);
        }
    }
}
