namespace Attune.Models;

/// <summary>Leaves the k likeliest tokens, and those as likely as the last of them.</summary>
internal static class TopK
{
    public static void Apply(Span<float> logits, int k, float[] scratch)
    {
        if (k >= logits.Length)
            return;
        var smallest = KthLargest(logits, scratch.AsSpan(0, k));
        for (var i = 0; i < logits.Length; i++)
        {
            if (logits[i] < smallest)
                logits[i] = float.NegativeInfinity;
        }
    }

    /// <summary>One pass with a heap of the k largest so far, the smallest of them on top.</summary>
    private static float KthLargest(ReadOnlySpan<float> values, Span<float> heap)
    {
        values[..heap.Length].CopyTo(heap);
        for (var i = (heap.Length / 2) - 1; i >= 0; i--)
            Sink(heap, i);
        foreach (var value in values[heap.Length..])
        {
            if (value <= heap[0])
                continue;
            heap[0] = value;
            Sink(heap, 0);
        }

        return heap[0];
    }

    private static void Sink(Span<float> heap, int at)
    {
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= heap.Length)
                return;
            if (child + 1 < heap.Length && heap[child + 1] < heap[child])
                child++;
            if (heap[at] <= heap[child])
                return;
            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }
}
