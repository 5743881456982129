namespace Attune.Tensors;

/// <summary>One row for each document: the greatest of its tokens' numbers, channel by channel.</summary>
public static class DocumentMaxOp
{
    /// <summary>The maxima over the documents' rows: x [T, C], result [documents, C]. Of equal ones the first gets the gradient.</summary>
    /// <exception cref="ArgumentException">The documents do not cover the T rows.</exception>
    public static Tensor DocumentMax(this Tensor x, DocumentLayout documents)
    {
        OpChecks.Documents(x, documents);
        var y = x.Backend.Allocate(new Shape(documents.Count, x.Columns));
        x.Backend.DocumentMax(x, documents, y);
        return GraphNode.Wanted(x) ? new Node(x, documents).Record(y) : y;
    }

    private sealed class Node(Tensor x, DocumentLayout documents) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.DocumentMaxBackward(x, output, gradient, documents, dx);
        }
    }
}
