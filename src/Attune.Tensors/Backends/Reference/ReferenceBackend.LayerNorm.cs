namespace Attune.Tensors;

public sealed partial class ReferenceBackend
{
    internal override void LayerNorm(Tensor x, Tensor weight, Tensor? bias, double epsilon, Tensor y, RowStatistics statistics)
    {
        for (int t = 0; t < x.Rows; t++)
        {
            double mean = 0, variance = 0;
            foreach (double element in Row(x, t))
                mean += element / x.Columns;
            foreach (double element in Row(x, t))
                variance += (element - mean) * (element - mean) / x.Columns;
            double r = 1 / Math.Sqrt(variance + epsilon);
            D(statistics.Mean)[t] = mean;
            D(statistics.InverseDeviation)[t] = r;
            for (int c = 0; c < x.Columns; c++)
                Row(y, t)[c] = ((Row(x, t)[c] - mean) * r * D(weight)[c]) + (bias is null ? 0 : D(bias)[c]);
        }
    }

    internal override void LayerNormBackward(
        Tensor x, Tensor weight, RowStatistics statistics, Tensor dy, Destination? dx, Destination? dWeight)
    {
        int columns = x.Columns;
        for (int t = 0; t < x.Rows; t++)
        {
            double meanGradient = 0, meanProduct = 0;
            for (int c = 0; c < columns; c++)
            {
                double scaled = Row(dy, t)[c] * D(weight)[c];
                meanGradient += scaled / columns;
                meanProduct += scaled * Normal(x, statistics, t, c) / columns;
            }

            for (int c = 0; c < columns; c++)
            {
                double inner = (Row(dy, t)[c] * D(weight)[c]) - meanGradient - (Normal(x, statistics, t, c) * meanProduct);
                Put(dx, (t * columns) + c, inner * D(statistics.InverseDeviation)[t]);
            }
        }

        for (int c = 0; c < columns; c++)
        {
            double sum = 0;
            for (int t = 0; t < x.Rows; t++)
                sum += Row(dy, t)[c] * Normal(x, statistics, t, c);
            Put(dWeight, c, sum);
        }
    }

    /// <summary>The element less the mean of its row, over the deviation of its row.</summary>
    private static double Normal(Tensor x, RowStatistics statistics, int t, int c) =>
        (Row(x, t)[c] - D(statistics.Mean)[t]) * D(statistics.InverseDeviation)[t];
}
