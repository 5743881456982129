using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Rows of logits to losses, and where gradients are wanted to (softmax - one-hot) / normaliser in place. A piece is a row.
/// </summary>
internal readonly unsafe struct CrossEntropyRows(Tensor logits, int* targets, double* losses, float gradientScale, bool gradients) : IPieceJob
{
    public void Run(int piece)
    {
        int count = logits.Columns;
        float* row = logits.Singles() + ((nint)piece * count);
        var highest = Vectors.NegativeInfinity;
        for (int i = 0; i < count; i += Vectors.Lanes)
            highest = Vectors.Max(highest, Vectors.Load(row + i, count - i, Vectors.NegativeInfinity));
        float maximum = Vectors.Max(highest);
        var shift = Vector512.Create(maximum);
        float target = row[targets[piece]];

        var sums = Vector512<float>.Zero;
        for (int i = 0; i < count; i += Vectors.Lanes)
        {
            var e = VectorMath.Exp(Vectors.Load(row + i, count - i, Vectors.NegativeInfinity) - shift);
            sums += count - i >= Vectors.Lanes ? e : Vector512.ConditionalSelect(Vectors.FirstLanes(count - i), e, Vector512<float>.Zero);
            if (gradients)
                Vectors.Store(e, row + i, count - i);
        }

        float sum = Vectors.Sum(sums);
        // The difference in double: the loss of a confident row is small against the logits it is made of.
        losses[piece] = (double)VectorMath.Log(Vector512.Create(sum)).GetElement(0) + ((double)maximum - target);
        if (!gradients)
            return;
        var factor = Vector512.Create(gradientScale / sum);
        for (int i = 0; i < count; i += Vectors.Lanes)
            Vectors.Store(Vector512.Load(row + i) * factor, row + i, count - i);
        row[targets[piece]] -= gradientScale;
    }
}
