namespace Attune.Tensors;

// Columns side by side, and soft caps.
public sealed partial class ReferenceBackend
{
    internal override void GatherColumns(Tensor x, ColumnLayout layout, Tensor y)
    {
        for (int t = 0; t < x.Rows; t++)
        {
            for (int i = 0; i < layout.Count; i++)
                Row(x, t).Slice(layout.First + (i * layout.Stride), layout.Width).CopyTo(Row(y, t)[(i * layout.Width)..]);
        }
    }

    internal override void ScatterColumns(Tensor x, ColumnLayout layout, Destination y)
    {
        if (!y.Accumulate)
            D(y.Tensor).Clear();
        for (int t = 0; t < x.Rows; t++)
        {
            for (int c = 0; c < x.Columns; c++)
                Row(y.Tensor, t)[layout.First + (c / layout.Width * layout.Stride) + (c % layout.Width)] += Row(x, t)[c];
        }
    }

    internal override void SoftCap(Tensor x, double cap, Tensor y)
    {
        for (int i = 0; i < D(x).Length; i++)
            D(y)[i] = cap * Math.Tanh(D(x)[i] / cap);
    }

    internal override void SoftCapBackward(Tensor y, double cap, Tensor dy, Destination dx)
    {
        for (int i = 0; i < D(y).Length; i++)
            Put(dx, i, D(dy)[i] * (1 - (D(y)[i] / cap * (D(y)[i] / cap))));
    }
}
