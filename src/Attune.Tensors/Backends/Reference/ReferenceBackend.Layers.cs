namespace Attune.Tensors;

// RMS norm, rotary embedding, rows by index.
public sealed partial class ReferenceBackend
{
    internal override void RmsNorm(Tensor x, Tensor weight, double offset, double epsilon, Tensor y, Tensor inverseRms)
    {
        for (int t = 0; t < x.Rows; t++)
        {
            double squares = 0;
            foreach (double element in Row(x, t))
                squares += element * element;
            double r = 1 / Math.Sqrt((squares / x.Columns) + epsilon);
            D(inverseRms)[t] = r;
            for (int c = 0; c < x.Columns; c++)
                Row(y, t)[c] = Row(x, t)[c] * r * (D(weight)[c] + offset);
        }
    }

    internal override void RmsNormBackward(
        Tensor x, Tensor weight, double offset, Tensor inverseRms, Tensor dy, Destination? dx, Destination? dWeight)
    {
        int columns = x.Columns;
        for (int t = 0; t < x.Rows; t++)
        {
            double r = D(inverseRms)[t];
            double dot = 0; // the sum over c of dy * (weight + offset) * x
            for (int c = 0; c < columns; c++)
                dot += Row(dy, t)[c] * (D(weight)[c] + offset) * Row(x, t)[c];
            for (int c = 0; c < columns; c++)
            {
                double direct = Row(dy, t)[c] * (D(weight)[c] + offset) * r;
                Put(dx, (t * columns) + c, direct - (Row(x, t)[c] * dot * r * r * r / columns));
            }
        }

        for (int c = 0; c < columns; c++)
        {
            double sum = 0;
            for (int t = 0; t < x.Rows; t++)
                sum += Row(dy, t)[c] * Row(x, t)[c] * D(inverseRms)[t];
            Put(dWeight, c, sum);
        }
    }

    internal override void Rotary(Tensor x, RotaryTable table, int[] positions, int heads, bool inverse, Destination y)
    {
        int half = table.HeadDimension / 2, size = x.Columns / heads;
        for (int t = 0; t < x.Rows; t++)
        {
            for (int h = 0; h < heads; h++)
            {
                int head = (t * x.Columns) + (h * size);
                for (int i = 0; i < half; i++)
                {
                    double cosine = table.Cosines[(positions[t] * half) + i];
                    double sine = table.Sines[(positions[t] * half) + i] * (inverse ? -1 : 1);
                    double a = D(x)[head + i], b = D(x)[head + i + half];
                    Put(y, head + i, (a * cosine) - (b * sine));
                    Put(y, head + i + half, (b * cosine) + (a * sine));
                }

                for (int i = 2 * half; i < size; i++)
                    Put(y, head + i, D(x)[head + i]);
            }
        }
    }

    internal override void WriteRows(Tensor rows, ReadOnlySpan<int> at, Tensor destination)
    {
        for (int i = 0; i < at.Length; i++)
            Row(rows, i).CopyTo(Row(destination, at[i]));
    }

    internal override void GatherRows(Tensor x, ReadOnlySpan<int> indices, Tensor y)
    {
        for (int i = 0; i < indices.Length; i++)
            Row(x, indices[i]).CopyTo(Row(y, i));
    }

    internal override void ScatterAddRows(Tensor x, ReadOnlySpan<int> indices, double scale, Destination y)
    {
        if (!y.Accumulate)
            D(y.Tensor).Clear();
        for (int i = 0; i < indices.Length; i++)
        {
            for (int c = 0; c < x.Columns; c++)
                Row(y.Tensor, indices[i])[c] += scale * Row(x, i)[c];
        }
    }
}
