namespace Attune.Tensors;

public sealed partial class ReferenceBackend
{
    internal override void Attention(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp)
    {
        for (int document = 0; document < documents.Count; document++)
        {
            for (int t = documents.Start(document); t < documents.End(document); t++)
            {
                var seen = Seen(documents, document, t, heads.Window);
                for (int h = 0; h < heads.Query; h++)
                    D(logSumExp)[(h * q.Rows) + t] = Attend(q, k, v, t, h, seen, heads, y);
            }
        }
    }

    internal override void AttentionBackward(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp,
        Tensor dy, Destination? dq, Destination? dk, Destination? dv, Destination? dBias)
    {
        foreach (var destination in (ReadOnlySpan<Destination?>)[dq, dk, dv, dBias])
        {
            if (destination is { Accumulate: false } fresh)
                D(fresh.Tensor).Clear();
        }

        for (int document = 0; document < documents.Count; document++)
        {
            for (int t = documents.Start(document); t < documents.End(document); t++)
            {
                var seen = Seen(documents, document, t, heads.Window);
                for (int h = 0; h < heads.Query; h++)
                    AttendBackward(q, k, v, t, h, seen, heads, y, D(logSumExp)[(h * q.Rows) + t], dy, dq, dk, dv, dBias);
            }
        }
    }

    internal override void CachedAttention(
        Tensor q, Tensor keys, Tensor values, ReadOnlySpan<int> keyStart, ReadOnlySpan<int> keyCount, AttentionHeads heads, Tensor y)
    {
        for (int t = 0; t < q.Rows; t++)
        {
            int first = heads.Window.First(keyCount[t] - 1, 0);
            int[] seen = [.. Enumerable.Range(keyStart[t] + first, keyCount[t] - first)];
            for (int h = 0; h < heads.Query; h++)
                Attend(q, keys, values, t, h, seen, heads, y);
        }
    }

    /// <summary>The rows of the keys that the query of row t sees.</summary>
    private static int[] Seen(DocumentLayout documents, int document, int t, AttentionWindow window)
    {
        int path = documents.PathStart(document), start = documents.Start(document), place = path + t - start;
        int end = window.End(place, path + documents.End(document) - start);
        var rows = new List<int>();
        for (int key = window.First(place, 0); key < end; key++)
            rows.Add(documents.Run(document, key, 1).First);
        return [.. rows];
    }

    /// <summary>One query and head; returns the logarithm of the sum of the exponentials of its scores.</summary>
    private static double Attend(
        Tensor q, Tensor k, Tensor v, int t, int h, int[] seen, AttentionHeads heads, Tensor y)
    {
        int size = heads.Dimension, shared = h / heads.Group;
        double[] scores = new double[seen.Length];
        for (int j = 0; j < seen.Length; j++)
            scores[j] = Score(heads, Dot(Head(q, t, h, size), Head(k, seen[j], shared, size))).Score + Bias(heads, seen[j] - t, h);
        double maximum = scores[0];
        foreach (double score in scores)
            maximum = Math.Max(maximum, score);
        double sum = 0;
        foreach (double score in scores)
            sum += Math.Exp(score - maximum);
        var output = Head(y, t, h, size);
        output.Clear();
        for (int j = 0; j < seen.Length; j++)
        {
            for (int d = 0; d < size; d++)
                output[d] += Math.Exp(scores[j] - maximum) / sum * Head(v, seen[j], shared, size)[d];
        }

        return maximum + Math.Log(sum);
    }

    private static void AttendBackward(
        Tensor q, Tensor k, Tensor v, int t, int h, int[] seen, AttentionHeads heads, Tensor y, double logSumExp,
        Tensor dy, Destination? dq, Destination? dk, Destination? dv, Destination? dBias)
    {
        int size = heads.Dimension, shared = h / heads.Group;
        var dOut = Head(dy, t, h, size);
        double delta = Dot(Head(y, t, h, size), dOut);
        foreach (int s in seen)
        {
            var query = Head(q, t, h, size);
            var key = Head(k, s, shared, size);
            var (score, slope) = Score(heads, Dot(query, key));
            double p = Math.Exp(score + Bias(heads, s - t, h) - logSumExp);
            double dBiased = p * (Dot(dOut, Head(v, s, shared, size)) - delta), dScore = dBiased * slope;
            if (dBias is { } biasTarget)
                Row(biasTarget.Tensor, s - t + (biasTarget.Tensor.Rows / 2))[h] += dBiased;
            for (int d = 0; d < size; d++)
            {
                if (dq is { } queryTarget)
                    Head(queryTarget.Tensor, t, h, size)[d] += dScore * key[d];
                if (dk is { } keyTarget)
                    Head(keyTarget.Tensor, s, shared, size)[d] += dScore * query[d];
                if (dv is { } valueTarget)
                    Head(valueTarget.Tensor, s, shared, size)[d] += p * dOut[d];
            }
        }
    }

    /// <summary>What a key's distance from the query adds to its score.</summary>
    private static double Bias(AttentionHeads heads, int distance, int h) =>
        heads.Bias is { } bias ? Row(bias, distance + (bias.Rows / 2))[h] : 0;

    /// <summary>What a product of query and key counts, and by how much per unit of the product.</summary>
    private static (double Score, double Slope) Score(AttentionHeads heads, double product)
    {
        double scaled = heads.Scale * product;
        if (heads.SoftCap is not { } cap)
            return (scaled, heads.Scale);
        double part = Math.Tanh(scaled / cap);
        return (cap * part, (1 - (part * part)) * heads.Scale);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
