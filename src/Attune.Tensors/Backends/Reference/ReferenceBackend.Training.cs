namespace Attune.Tensors;

// The loss.
public sealed partial class ReferenceBackend
{
    internal override void SoftmaxCrossEntropy(
        Tensor hidden, Tensor head, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser,
        Tensor loss, Tensor? dHiddenRows, Tensor? dHead, ReadOnlySpan<int> headRows)
    {
        double total = 0;
        if (dHead is not null)
            D(dHead).Clear();
        double[] logits = new double[head.Rows];
        for (int i = 0; i < rows.Length; i++)
        {
            var x = Row(hidden, rows[i]);
            double maximum = double.NegativeInfinity;
            for (int token = 0; token < logits.Length; token++)
                maximum = Math.Max(maximum, logits[token] = Dot(x, Row(head, token)));
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
                double dLogit = (Math.Exp(logits[token] - logSumExp) - (token == targets[i] ? 1 : 0)) / normaliser;
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
}
