namespace Attune.Tensors;

/// <summary>One row for each document: the mean of its tokens' rows.</summary>
public static class DocumentMeanOp
{
    /// <summary>The means of the documents' rows: x [T, C], result [documents, C].</summary>
    /// <exception cref="ArgumentException">The documents do not cover the T rows.</exception>
    public static Tensor DocumentMean(this Tensor x, DocumentLayout documents)
    {
        OpChecks.Documents(x, documents);
        var y = x.Backend.Allocate(new Shape(documents.Count, x.Columns));
        x.Backend.DocumentMean(x, documents, y);
        return GraphNode.Wanted(x) ? new Node(x, documents).Record(y) : y;
    }

    private sealed class Node(Tensor x, DocumentLayout documents) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.DocumentMeanBackward(gradient, documents, dx);
        }
    }
}
