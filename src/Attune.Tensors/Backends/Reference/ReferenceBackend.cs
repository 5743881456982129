namespace Attune.Tensors;

/// <summary>
/// Naive loops in float64: what gradients are checked on and what fast kernels are compared with. It is written to be read,
/// not to be fast.
/// </summary>
public sealed partial class ReferenceBackend : Backend
{
    /// <summary>A reference backend.</summary>
    public ReferenceBackend()
        : base("reference", DType.Float64)
    {
    }

    internal override void Fill(Tensor tensor, double value) => D(tensor).Fill(value);

    internal override void Copy(Tensor x, Tensor y) => D(x).CopyTo(D(y));

    internal override void Scale(Tensor x, double scale, Destination y)
    {
        for (int i = 0; i < D(x).Length; i++)
            Put(y, i, scale * D(x)[i]);
    }

    internal override void AddScaled(Tensor a, Tensor b, double scale, Tensor y)
    {
        for (int i = 0; i < D(a).Length; i++)
            D(y)[i] = D(a)[i] + (scale * D(b)[i]);
    }

    internal override void Multiply(Tensor a, Tensor b, Destination y)
    {
        for (int i = 0; i < D(a).Length; i++)
            Put(y, i, D(a)[i] * D(b)[i]);
    }

    internal override void Sum(Tensor x, double scale, Tensor sum)
    {
        double total = 0;
        foreach (double element in D(x))
            total += element;
        D(sum)[0] = scale * total;
    }

    internal override void AddScalar(Tensor value, double scale, Destination y)
    {
        for (int i = 0; i < D(y.Tensor).Length; i++)
            Put(y, i, scale * D(value)[0]);
    }

    internal override void BroadcastRow(Tensor bias, Tensor y)
    {
        for (int t = 0; t < y.Rows; t++)
            D(bias).CopyTo(Row(y, t));
    }

    internal override void SumRows(Tensor x, Destination sum)
    {
        for (int c = 0; c < x.Columns; c++)
        {
            double total = 0;
            for (int t = 0; t < x.Rows; t++)
                total += Row(x, t)[c];
            Put(sum, c, total);
        }
    }

    internal override void ScaleColumns(Tensor x, Tensor factors, Destination y)
    {
        for (int i = 0; i < D(x).Length; i++)
            Put(y, i, D(x)[i] * D(factors)[i % x.Columns]);
    }

    internal override void InverseRowNorms(Tensor x, Tensor y)
    {
        for (int t = 0; t < x.Rows; t++)
        {
            double sum = 0;
            foreach (double element in Row(x, t))
                sum += element * element;
            D(y)[t] = 1 / Math.Sqrt(sum);
        }
    }

    internal override void Dropout(Tensor x, double p, ulong seed, Destination y)
    {
        uint threshold = CounterRandom.Threshold(p);
        for (int i = 0; i < D(x).Length; i++)
            Put(y, i, CounterRandom.Bits(seed, (uint)i) >= threshold ? D(x)[i] / (1 - p) : 0);
    }

    internal override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Destination c)
    {
        int m = c.Tensor.Rows, n = c.Tensor.Columns, k = transposeA ? a.Rows : a.Columns;
        if (b.Stored is not null)
            b = Tensor.From(this, b.Shape, b.ToArray());
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int x = 0; x < k; x++)
                    sum += (transposeA ? Row(a, x)[i] : Row(a, i)[x]) * (transposeB ? Row(b, j)[x] : Row(b, x)[j]);
                Put(c, (i * n) + j, sum);
            }
        }
    }

    private static Span<double> D(Tensor tensor) => tensor.Storage.Doubles(tensor.Shape.ElementCount);

    private static Span<double> Row(Tensor tensor, int row) => D(tensor).Slice(row * tensor.Columns, tensor.Columns);

    /// <summary>One head of a row of [T, H*D].</summary>
    private static Span<double> Head(Tensor tensor, int row, int head, int dimension) =>
        Row(tensor, row).Slice(head * dimension, dimension);

    private static void Put(Destination y, int index, double value)
    {
        if (y.Accumulate)
            D(y.Tensor)[index] += value;
        else
            D(y.Tensor)[index] = value;
    }

    private static void Put(Destination? y, int index, double value)
    {
        if (y is { } destination)
            Put(destination, index, value);
    }
}
