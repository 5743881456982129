namespace Attune.Tensors;

/// <summary>Attention of contents and distances (He and others, "DeBERTa", 2021).</summary>
public static class DisentangledAttention
{
    /// <summary>
    /// Attention to whole documents, where the score of query i and key j is
    /// scale (q_i k_j + q_i p_b + k_j r_b): b is the bucket of the distance i - j, and p_b and r_b are the key and the query of
    /// that bucket. They stand behind those of the tokens: q and k are [T + R, heads * D], v and the result [T, heads * D].
    /// </summary>
    /// <param name="q">Queries of T tokens, then of R buckets.</param>
    /// <param name="k">Keys of T tokens, then of R buckets.</param>
    /// <param name="v">Values of T tokens.</param>
    /// <param name="documents">Borders that attention does not cross; it covers the T tokens.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="scale">Multiplies the sum, 1 / sqrt(3 D) with both terms of distances.</param>
    /// <param name="distances">The buckets, and which of the terms there are.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a document is longer than the buckets reach.</exception>
    public static Tensor Run(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, int heads, double scale, DistanceBuckets distances)
    {
        OpChecks.SameShape(q, k, "DisentangledAttention");
        OpChecks.Matrix(q, nameof(q), "DisentangledAttention");
        OpChecks.Matrix(v, nameof(v), "DisentangledAttention");
        OpChecks.SameBackend(q, v, "DisentangledAttention");
        if (heads <= 0 || q.Columns % heads != 0 || v.Columns != q.Columns || v.Rows != documents.TokenCount
            || q.Rows != v.Rows + distances.Count)
        {
            throw new ArgumentException(
                $"DisentangledAttention: q and k {q.Shape}, v {v.Shape}, {heads} heads, {documents.TokenCount} tokens and {distances.Count} buckets do not fit.");
        }

        for (int document = 0; document < documents.Count; document++)
        {
            if (documents.End(document) - documents.Start(document) > distances.Longest)
                throw new ArgumentException($"DisentangledAttention: document {document} is longer than {distances.Longest} tokens.");
        }

        var layout = new AttentionHeads(heads, heads, q.Columns / heads, scale) { Window = AttentionWindow.Full };
        var y = q.Backend.Allocate(v.Shape);
        var logSumExp = q.Backend.Allocate(new Shape(heads, v.Rows)); // [H,T]
        q.Backend.DisentangledAttention(q, k, v, documents, layout, distances, y, logSumExp);
        return GraphNode.Wanted(q, k, v) ? new Node(q, k, v, documents, layout, distances, logSumExp).Record(y) : y;
    }

    private sealed class Node(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor logSumExp) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (q, k, v, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            // All three are computed side by side, and wanted or not: each costs little beside the weights.
            var backend = output.Backend;
            var (dq, dk, dv) = (backend.Allocate(q.Shape), backend.Allocate(k.Shape), backend.Allocate(v.Shape));
            backend.DisentangledAttentionBackward(q, k, v, documents, heads, distances, output, logSumExp, gradient, dq, dk, dv);
            q.AddGradient(dq);
            k.AddGradient(dk);
            v.AddGradient(dv);
            dq.Release();
            dk.Release();
            dv.Release();
        }
    }
}
