using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

// The loss of language modelling, made of products.
public sealed partial class CpuBackend
{
    /// <summary>
    /// Logits of a chunk take about this many elements at most (64 MiB), whatever the vocabulary. Each chunk packs the whole head
    /// twice, which takes as long as some tens of rows.
    /// </summary>
    internal const int LogitsPerChunk = 1 << 24;

    private const int LeastChunk = 16, LargestChunk = 1024;

    internal override unsafe void SoftmaxCrossEntropy(
        Tensor hidden, Tensor head, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser, LogitTransform transform,
        Tensor loss, LossGradients gradients, ReadOnlySpan<int> headRows)
    {
        int limit = Math.Clamp(LogitsPerChunk / Math.Max(head.Rows, 1), LeastChunk, LargestChunk);
        int chunks = Math.Max(1, (rows.Length + limit - 1) / limit), chunk = (rows.Length + chunks - 1) / chunks;
        double total = 0;
        double* losses = stackalloc double[LargestChunk];
        if (rows.IsEmpty)
            Clear(gradients);
        for (int start = 0; start < rows.Length; start += chunk)
        {
            int count = Math.Min(chunk, rows.Length - start);
            var selected = Allocate(new Shape(count, hidden.Columns));
            var logits = Allocate(new Shape(count, head.Rows));
            GatherRows(hidden, rows.Slice(start, count), selected);
            MatMul(selected, false, head, true, logits); // [n,C] [V,C]^T -> [n,V]
            var slopes = Apply(transform, logits, gradients.AreWanted);
            fixed (int* target = targets.Slice(start, count))
                pool.Launch(count, new CrossEntropyRows(logits, 0, target, losses, (float)(1 / normaliser), gradients.AreWanted));
            for (int i = 0; i < count; i++)
                total += losses[i];
            if (gradients.AreWanted)
                PassBack(transform, logits, slopes);
            if (gradients.HiddenRows is { } dHiddenRows)
                HiddenGradient(logits, head, dHiddenRows, start);
            if (gradients.Head is { } dHead)
                HeadGradient(logits, selected, headRows, new Destination(dHead, Accumulate: start > 0));
            if (gradients.Bias is { } dBias)
                SumRows(logits, new Destination(dBias, Accumulate: start > 0));
            slopes?.Release();
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
        int m = dLogits.Rows, n = head.Columns, k = head.Rows;
        float* to = dHiddenRows.Singles() + ((nint)start * n);
        if (head.Stored is { } stored)
            Gemm.Run(pool, false, false, m, n, k, dLogits.Singles(), dLogits.Columns, stored, false, to, n);
        else
            Gemm.Run(pool, false, false, m, n, k, dLogits.Singles(), dLogits.Columns, head.Singles(), n, false, to, n);
        GC.KeepAlive(dLogits);
        GC.KeepAlive(head);
        GC.KeepAlive(dHiddenRows);
    }

    private void Clear(LossGradients gradients)
    {
        if (gradients.Head is { } head)
            Fill(head, 0);
        if (gradients.Bias is { } bias)
            Fill(bias, 0);
    }

    /// <summary>Logits [n,V] as the family wants them, in place; where they are capped and gradients are wanted, their slopes.</summary>
    private Tensor? Apply(LogitTransform transform, Tensor logits, bool gradients)
    {
        if (transform.Bias is { } bias)
            pool.Launch(RowBlocks.Pieces(logits.Rows, logits.Columns), new AddToRows(bias, logits));
        if (transform.Scale != 1)
            Scale(logits, transform.Scale, logits);
        if (transform.SoftCap is not { } cap)
            return null;
        SoftCap(logits, cap, logits);
        if (!gradients)
            return null;
        var slopes = Allocate(logits.Shape);
        Elementwise<SoftCapSlope>.Launch(pool, logits, logits, slopes, new SoftCapSlope((float)cap));
        return slopes;
    }

    private void PassBack(LogitTransform transform, Tensor dLogits, Tensor? slopes)
    {
        if (slopes is not null)
            Multiply(dLogits, slopes, dLogits);
        if (transform.Scale != 1)
            Scale(dLogits, transform.Scale, dLogits);
    }
}
