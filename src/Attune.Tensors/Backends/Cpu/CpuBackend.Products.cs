using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

// Matrix products and the loss that is made of them.
public sealed partial class CpuBackend
{
    /// <summary>Logits of a chunk take about this many elements (8 MiB), whatever the vocabulary.</summary>
    private const int LogitsPerChunk = 1 << 21;

    internal override void Sum(Tensor x, double scale, Tensor sum) =>
        sum.Storage.Singles(1)[0] = (float)(scale * SumOf(x));

    internal override unsafe void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Destination c)
    {
        int m = c.Tensor.Rows, n = c.Tensor.Columns, k = transposeA ? a.Rows : a.Columns;
        float* result = c.Tensor.Singles();
        if (b.Stored is { } stored)
            Gemm.Run(pool, transposeA, transposeB, m, n, k, a.Singles(), a.Columns, stored, c.Accumulate, result, n);
        else if (transposeB && PackedWeights.Find(pool, b, m) is { } packed)
            Gemm.Run(pool, transposeA, m, a.Singles(), a.Columns, packed, c.Accumulate, result, n);
        else
            Gemm.Run(pool, transposeA, transposeB, m, n, k, a.Singles(), a.Columns, b.Singles(), b.Columns, c.Accumulate, result, n);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c.Tensor);
    }

    internal override unsafe void SoftmaxCrossEntropy(
        Tensor hidden, Tensor head, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser,
        Tensor loss, Tensor? dHiddenRows, Tensor? dHead, ReadOnlySpan<int> headRows)
    {
        int chunk = Math.Clamp(LogitsPerChunk / Math.Max(head.Rows, 1), 16, 1024);
        bool gradients = dHiddenRows is not null || dHead is not null;
        double total = 0;
        double* losses = stackalloc double[chunk];
        if (dHead is not null && rows.IsEmpty)
            Fill(dHead, 0);
        for (int start = 0; start < rows.Length; start += chunk)
        {
            int count = Math.Min(chunk, rows.Length - start);
            var selected = Allocate(new Shape(count, hidden.Columns));
            var logits = Allocate(new Shape(count, head.Rows));
            GatherRows(hidden, rows.Slice(start, count), selected);
            MatMul(selected, false, head, true, logits); // [n,C] [V,C]^T -> [n,V]
            fixed (int* target = targets.Slice(start, count))
                pool.Launch(count, new CrossEntropyRows(logits, 0, target, losses, (float)(1 / normaliser), gradients));
            for (int i = 0; i < count; i++)
                total += losses[i];
            if (dHiddenRows is not null)
                HiddenGradient(logits, head, dHiddenRows, start);
            if (dHead is not null)
                HeadGradient(logits, selected, headRows, new Destination(dHead, Accumulate: start > 0));
            logits.Release();
            selected.Release();
        }

        loss.Storage.Singles(1)[0] = (float)(total / normaliser);
    }

    /// <summary>dHead (+)= dLogits^T selected: [n,V]^T [n,C] -> [V,C], or of some columns of dLogits only.</summary>
    private void HeadGradient(Tensor dLogits, Tensor selected, ReadOnlySpan<int> headRows, Destination dHead)
    {
        if (headRows.IsEmpty)
        {
            MatMul(dLogits, true, selected, false, dHead);
            return;
        }

        var picked = Allocate(new Shape(dLogits.Rows, headRows.Length));
        var from = dLogits.AsReadOnlySpan();
        var to = picked.AsSpan();
        for (int i = 0, at = 0; i < dLogits.Rows; i++)
        {
            var row = from.Slice(i * dLogits.Columns, dLogits.Columns);
            foreach (int column in headRows)
                to[at++] = row[column];
        }

        MatMul(picked, true, selected, false, dHead);
        picked.Release();
    }

    /// <summary>Rows start.. of the result = dLogits head: [n,V] [V,C] -> [n,C]</summary>
    private unsafe void HiddenGradient(Tensor dLogits, Tensor head, Tensor dHiddenRows, int start)
    {
        Gemm.Run(
            pool, false, false, dLogits.Rows, head.Columns, head.Rows, dLogits.Singles(), dLogits.Columns,
            head.Singles(), head.Columns, false, dHiddenRows.Singles() + ((nint)start * head.Columns), head.Columns);
        GC.KeepAlive(dLogits);
        GC.KeepAlive(head);
        GC.KeepAlive(dHiddenRows);
    }
}
