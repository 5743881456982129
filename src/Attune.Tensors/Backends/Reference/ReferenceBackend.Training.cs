namespace Attune.Tensors;

// The loss.
public sealed partial class ReferenceBackend
{
    internal override void SoftmaxCrossEntropy(
        Tensor hidden, Tensor head, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser, LogitTransform transform,
        Tensor loss, LossGradients gradients, ReadOnlySpan<int> headRows)
    {
        double total = 0;
        var (dHiddenRows, dHead, dBias) = gradients;
        if (dHead is not null)
            D(dHead).Clear();
        if (dBias is not null)
            D(dBias).Clear();
        double[] logits = new double[head.Rows], slopes = new double[head.Rows];
        for (int i = 0; i < rows.Length; i++)
        {
            var x = Row(hidden, rows[i]);
            double maximum = double.NegativeInfinity;
            for (int token = 0; token < logits.Length; token++)
            {
                (logits[token], slopes[token]) = Transformed(Dot(x, Row(head, token)), token, transform);
                maximum = Math.Max(maximum, logits[token]);
            }

            double sum = 0;
            foreach (double logit in logits)
                sum += Math.Exp(logit - maximum);
            double logSumExp = maximum + Math.Log(sum);
            total += logSumExp - logits[targets[i]];
            if (dHiddenRows is not null)
                Row(dHiddenRows, i).Clear();
            for (int token = 0; token < logits.Length; token++)
            {
                int headRow = dHead is null ? -1 : headRows.IsEmpty ? token : headRows.IndexOf(token);
                double dLogit = (Math.Exp(logits[token] - logSumExp) - (token == targets[i] ? 1 : 0)) / normaliser * slopes[token];
                if (dBias is not null)
                    D(dBias)[token] += dLogit;
                for (int c = 0; c < x.Length; c++)
                {
                    if (dHiddenRows is not null)
                        Row(dHiddenRows, i)[c] += dLogit * Row(head, token)[c];
                    if (headRow >= 0)
                        Row(dHead!, headRow)[c] += dLogit * x[c];
                }
            }
        }

        D(loss)[0] = total / normaliser;
    }

    /// <summary>What a logit becomes, and by how much per unit of the product.</summary>
    private static (double Logit, double Slope) Transformed(double product, int token, LogitTransform transform)
    {
        double scaled = (product + (transform.Bias is { } bias ? D(bias)[token] : 0)) * transform.Scale;
        if (transform.SoftCap is not { } cap)
            return (scaled, transform.Scale);
        double part = Math.Tanh(scaled / cap);
        return (cap * part, (1 - (part * part)) * transform.Scale);
    }
}
