namespace Attune.Tensors;

/// <summary>
/// One recorded computation: what went in, and how the gradient of what came out goes back. Each op's file holds its own.
/// </summary>
internal abstract class GraphNode
{
    [ThreadStatic]
    private static long nextSequence;

    /// <summary>The order of recording, in which no node comes before one that it uses.</summary>
    public long Sequence { get; } = nextSequence++;

    /// <summary>The backward pass that has seen this node.</summary>
    public long VisitedBy { get; set; } = -1;

    /// <summary>What the output was computed from.</summary>
    public abstract (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs { get; }

    /// <summary>Adds to the gradients of the inputs that want one, given the output's.</summary>
    public abstract void Backward(Tensor output, Tensor gradient);

    /// <summary>Whether the output can be computed again at little cost, so that its memory need not be held.</summary>
    public virtual bool CanRestore => false;

    /// <summary>Computes the output again, to the bit.</summary>
    public virtual void Restore(Tensor output) => throw new NotSupportedException();

    /// <summary>Whether something computed from these tensors must be recorded.</summary>
    public static bool Wanted(Tensor a, Tensor? b = null, Tensor? c = null, Tensor? d = null) =>
        Gradients.Enabled && (a.RequiresGradient || b?.RequiresGradient == true || c?.RequiresGradient == true || d?.RequiresGradient == true);

    /// <summary>Makes this node the origin of <paramref name="output"/>.</summary>
    public Tensor Record(Tensor output)
    {
        output.Node = this;
        output.RequiresGradient = true;
        return output;
    }
}
