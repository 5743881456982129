namespace Attune.Tensors;

/// <summary>Parts of a computation that are done again in the backward pass instead of being held (Chen et al., "Training deep nets with sublinear memory cost", 2016).</summary>
public static class Recomputation
{
    /// <summary>
    /// part(x), of which only x and the result are held until the backward pass, which computes the part once more. The result
    /// and all gradients have the bits that they have without.
    /// </summary>
    /// <param name="x">The only recorded tensor, leaves aside, that the part reads.</param>
    /// <param name="part">The part. It must give the same bits each time, and a tensor of its own.</param>
    public static Tensor Recomputed(this Tensor x, Func<Tensor, Tensor> part)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(part);
        if (!Gradients.Enabled)
            return part(x);
        Tensor y;
        using (Gradients.Off())
        {
            using var scope = x.Backend.BeginScope();
            y = x.Backend.Carry(part(x));
        }

        x.Backend.Own(y);
        return new Node(x, part).Record(y);
    }

    private sealed class Node(Tensor x, Func<Tensor, Tensor> part) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            var backend = output.Backend;
            Tensor? dx;
            using (backend.BeginScope())
            {
                var start = backend.Alias(x);
                start.IsEntrance = true;
                start.RequiresGradient = x.RequiresGradient;
                BackwardPass.Run(part(start), gradient);
                dx = start.Gradient is { } arrived ? backend.Carry(arrived) : null;
            }

            if (dx is null)
                return;
            x.AddGradient(dx);
            dx.Release();
        }
    }
}
