namespace Attune.Tensors;

// Attention of contents and distances.
public sealed partial class ReferenceBackend
{
    internal override void DisentangledAttention(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp)
    {
        D(y).Clear();
        ForEachQuery(documents, heads, (start, end, i, h) =>
        {
            double[] scores = [.. Enumerable.Range(start, end - start).Select(j => DisentangledScore(q, k, v.Rows, heads, distances, i, j, h))];
            double maximum = scores.Max(), sum = scores.Sum(score => Math.Exp(score - maximum));
            D(logSumExp)[(h * v.Rows) + i] = maximum + Math.Log(sum);
            for (int j = start; j < end; j++)
                AddScaledRow(Head(v, j, h, heads.Dimension), Math.Exp(scores[j - start] - maximum) / sum, Head(y, i, h, heads.Dimension));
        });
    }

    internal override void DisentangledAttentionBackward(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp,
        Tensor dy, Tensor dq, Tensor dk, Tensor dv)
    {
        D(dq).Clear();
        D(dk).Clear();
        D(dv).Clear();
        int size = heads.Dimension;
        ForEachQuery(documents, heads, (start, end, i, h) =>
        {
            double delta = Dot(Head(y, i, h, size), Head(dy, i, h, size));
            for (int j = start; j < end; j++)
            {
                double p = Math.Exp(DisentangledScore(q, k, v.Rows, heads, distances, i, j, h) - D(logSumExp)[(h * v.Rows) + i]);
                double dScore = p * (Dot(Head(dy, i, h, size), Head(v, j, h, size)) - delta) * heads.Scale;
                int bucket = v.Rows + distances.Of(i - j);
                AddScaledRow(Head(dy, i, h, size), p, Head(dv, j, h, size));
                AddProductGradient(q, k, i, j, h, size, dScore, dq, dk);
                if (distances.HasKeys)
                    AddProductGradient(q, k, i, bucket, h, size, dScore, dq, dk);
                if (distances.HasQueries)
                    AddProductGradient(q, k, bucket, j, h, size, dScore, dq, dk);
            }
        });
    }

    private static double DisentangledScore(
        Tensor q, Tensor k, int tokens, AttentionHeads heads, DistanceBuckets distances, int i, int j, int h)
    {
        int size = heads.Dimension, bucket = tokens + distances.Of(i - j);
        double sum = Dot(Head(q, i, h, size), Head(k, j, h, size));
        if (distances.HasKeys)
            sum += Dot(Head(q, i, h, size), Head(k, bucket, h, size));
        if (distances.HasQueries)
            sum += Dot(Head(q, bucket, h, size), Head(k, j, h, size));
        return heads.Scale * sum;
    }

    /// <summary>The gradients of row i of q times row j of k.</summary>
    private static void AddProductGradient(Tensor q, Tensor k, int i, int j, int h, int size, double gradient, Tensor dq, Tensor dk)
    {
        AddScaledRow(Head(k, j, h, size), gradient, Head(dq, i, h, size));
        AddScaledRow(Head(q, i, h, size), gradient, Head(dk, j, h, size));
    }

    private static void AddScaledRow(ReadOnlySpan<double> row, double factor, Span<double> sum)
    {
        for (int d = 0; d < row.Length; d++)
            sum[d] += factor * row[d];
    }

    /// <summary>Each query with its document's borders and each head.</summary>
    private static void ForEachQuery(DocumentLayout documents, AttentionHeads heads, Action<int, int, int, int> action)
    {
        for (int document = 0; document < documents.Count; document++)
        {
            for (int i = documents.Start(document); i < documents.End(document); i++)
            {
                for (int h = 0; h < heads.Query; h++)
                    action(documents.Start(document), documents.End(document), i, h);
            }
        }
    }
}
