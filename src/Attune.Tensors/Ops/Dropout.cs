namespace Attune.Tensors;

/// <summary>Dropout (Srivastava et al., 2014), inverted: what stays is scaled so that the expectation is x.</summary>
public static class DropoutOp
{
    /// <summary>
    /// Sets each element to 0 with probability <paramref name="p"/> and divides the others by 1 - p. Whether an element stays is
    /// a function of the seed and its index alone, so the same seed gives the same mask on any backend and number of threads.
    /// With p = 0 this is x itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1).</exception>
    public static Tensor Dropout(this Tensor x, double p, ulong seed)
    {
        if (!(p >= 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "Dropout: p must be at least 0 and less than 1.");
        if (p == 0)
            return x;
        var y = x.Backend.Allocate(x.Shape);
        x.Backend.Dropout(x, p, seed, y);
        return GraphNode.Wanted(x) ? new Node(x, p, seed).Record(y) : y;
    }

    private sealed class Node(Tensor x, double p, ulong seed) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.Dropout(gradient, p, seed, dx); // the same mask again instead of a stored one
        }
    }
}
