namespace Attune.Tensors;

// Pooling, unit vectors and losses over labels.
public sealed partial class ReferenceBackend
{
    internal override void DocumentMean(Tensor x, DocumentLayout documents, Tensor y)
    {
        D(y).Clear();
        ForEachToken(documents, x.Columns, (at, cell, length) => D(y)[cell] += D(x)[at] / length);
    }

    internal override void DocumentMeanBackward(Tensor dy, DocumentLayout documents, Destination dx) =>
        ForEachToken(documents, dy.Columns, (at, cell, length) => Put(dx, at, D(dy)[cell] / length));

    internal override void DocumentMax(Tensor x, DocumentLayout documents, Tensor y)
    {
        D(y).Fill(double.NegativeInfinity);
        ForEachToken(documents, x.Columns, (at, cell, length) => D(y)[cell] = Math.Max(D(y)[cell], D(x)[at]));
    }

    internal override void DocumentMaxBackward(Tensor x, Tensor y, Tensor dy, DocumentLayout documents, Destination dx)
    {
        var found = new HashSet<int>();
        ForEachToken(
            documents, x.Columns,
            (at, cell, length) => Put(dx, at, D(x)[at] == D(y)[cell] && found.Add(cell) ? D(dy)[cell] : 0));
    }

    internal override void L2Normalize(Tensor x, double epsilon, Tensor y, Tensor inverseNorm)
    {
        for (int t = 0; t < x.Rows; t++)
        {
            double inverse = 1 / Math.Max(Math.Sqrt(Dot(Row(x, t), Row(x, t))), epsilon);
            D(inverseNorm)[t] = inverse;
            for (int c = 0; c < x.Columns; c++)
                Row(y, t)[c] = Row(x, t)[c] * inverse;
        }
    }

    internal override void L2NormalizeBackward(Tensor y, Tensor inverseNorm, double epsilon, Tensor dy, Destination dx)
    {
        for (int t = 0; t < y.Rows; t++)
        {
            double inverse = D(inverseNorm)[t];
            double dot = inverse < 1 / epsilon ? Dot(Row(y, t), Row(dy, t)) : 0;
            for (int c = 0; c < y.Columns; c++)
                Put(dx, (t * y.Columns) + c, (Row(dy, t)[c] - (Row(y, t)[c] * dot)) * inverse);
        }
    }

    internal override void CrossEntropyInPlace(
        Tensor logits, ReadOnlySpan<int> labels, double normaliser, bool gradients, Tensor loss)
    {
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            var row = Row(logits, i);
            double maximum = double.NegativeInfinity, sum = 0;
            foreach (double logit in row)
                maximum = Math.Max(maximum, logit);
            foreach (double logit in row)
                sum += Math.Exp(logit - maximum);
            double logSumExp = maximum + Math.Log(sum);
            total += logSumExp - row[labels[i]];
            for (int k = 0; k < row.Length && gradients; k++)
                row[k] = (Math.Exp(row[k] - logSumExp) - (k == labels[i] ? 1 : 0)) / normaliser;
        }

        D(loss)[0] = total / normaliser;
    }

    internal override void BinaryCrossEntropy(Tensor logits, Tensor targets, double normaliser, Tensor loss, Tensor? dLogits)
    {
        double total = 0;
        for (int i = 0; i < D(logits).Length; i++)
        {
            double x = D(logits)[i], target = D(targets)[i];
            total += Math.Max(x, 0) - (x * target) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
            if (dLogits is not null)
                D(dLogits)[i] = (Sigmoid(x) - target) / normaliser;
        }

        D(loss)[0] = total / normaliser;
    }

    /// <summary>For each element of [T,C]: its place, the place of its document and channel, the document's length.</summary>
    private static void ForEachToken(DocumentLayout documents, int columns, Action<int, int, int> action)
    {
        for (int d = 0; d < documents.Count; d++)
        {
            for (int t = documents.Start(d); t < documents.End(d); t++)
            {
                for (int c = 0; c < columns; c++)
                    action((t * columns) + c, (d * columns) + c, documents.End(d) - documents.Start(d));
            }
        }
    }
}
