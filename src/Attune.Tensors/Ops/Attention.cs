namespace Attune.Tensors;

/// <summary>
/// How many heads there are, what their scores are multiplied by, and which keys they see. Each key-value head serves
/// Query / KeyValue query heads.
/// </summary>
internal readonly record struct AttentionHeads(int Query, int KeyValue, int Dimension, double Scale)
{
    public int Group => Query / KeyValue;

    /// <summary>The keys that a query sees inside its document; of those that cached attention is given, the last ones.</summary>
    public AttentionWindow Window { get; init; } = AttentionWindow.Causal;

    /// <summary>Scores s become cap * tanh(s / cap), after the scale and before the window; null where they stay.</summary>
    public double? SoftCap { get; init; }

    /// <summary>What is added to the score of a key by its distance, [2 reach + 1, Query], or null.</summary>
    public Tensor? Bias { get; init; }

    public static AttentionHeads Check(Tensor q, Tensor k, Tensor v, int heads, int keyValueHeads, double scale, string op)
    {
        OpChecks.Matrix(q, nameof(q), op);
        OpChecks.Matrix(k, nameof(k), op);
        OpChecks.SameBackend(q, k, op);
        OpChecks.SameShape(k, v, op);
        if (heads <= 0 || keyValueHeads <= 0 || heads % keyValueHeads != 0)
            throw new ArgumentException($"{op}: {heads} query heads cannot be shared among {keyValueHeads} key-value heads.");
        if (q.Columns % heads != 0 || k.Columns != q.Columns / heads * keyValueHeads)
        {
            throw new ArgumentException(
                $"{op}: q {q.Shape} with {heads} heads and k {k.Shape} with {keyValueHeads} heads must have heads of the same size.");
        }

        return new AttentionHeads(heads, keyValueHeads, q.Columns / heads, scale);
    }
}

/// <summary>Scaled dot-product attention with grouped-query heads, computed block by block: no T x T matrix is ever held.</summary>
public static class Attention
{
    /// <summary>
    /// Causal attention inside each document of a packed sequence: q [T, heads * D], k and v [T, keyValueHeads * D],
    /// result [T, heads * D]. Query head h uses key-value head h / (heads / keyValueHeads).
    /// </summary>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="documents">Borders that attention does not cross; it covers the T tokens.</param>
    /// <param name="heads">The number of query heads.</param>
    /// <param name="keyValueHeads">The number of key-value heads, a divisor of <paramref name="heads"/>.</param>
    /// <param name="scale">Multiplies the scores, usually 1 / sqrt(D).</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Causal(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, int heads, int keyValueHeads, double scale) =>
        Packed(q, k, v, documents, heads, keyValueHeads, scale, AttentionWindow.Causal);

    /// <summary>
    /// Attention inside each document of a packed sequence, to the keys that <paramref name="window"/> shows each query:
    /// q [T, heads * D], k and v [T, keyValueHeads * D], result [T, heads * D].
    /// </summary>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="documents">Borders that attention does not cross; it covers the T tokens.</param>
    /// <param name="heads">The number of query heads.</param>
    /// <param name="keyValueHeads">The number of key-value heads, a divisor of <paramref name="heads"/>.</param>
    /// <param name="scale">Multiplies the scores, usually 1 / sqrt(D).</param>
    /// <param name="window">The keys around a query that it sees, such as <see cref="AttentionWindow.Full"/> for encoders.</param>
    /// <param name="softCap">Scores s become cap * tanh(s / cap) before the softmax (Gemma 2); null, the default, leaves them.</param>
    /// <exception cref="ArgumentException">
    /// The shapes do not fit, a side of the window is negative, or documents go on from others and the window shows what comes after.
    /// </exception>
    public static Tensor Packed(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, int heads, int keyValueHeads, double scale, AttentionWindow window,
        double? softCap = null) => Run(
            q, k, v, documents, AttentionHeads.Check(q, k, v, heads, keyValueHeads, scale, "Attention") with { Window = window, SoftCap = softCap });

    /// <summary>
    /// Attention to whole documents with a bias by distance, the same in all of them: the score of query i and key j is
    /// scale q_i k_j + bias[j - i + reach, head] (Raffel and others, "T5", 2020). q, k, v and the result are [T, heads * D].
    /// </summary>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="documents">Borders that attention does not cross; it covers the T tokens.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="scale">Multiplies the products, usually 1 / sqrt(D).</param>
    /// <param name="bias">[2 reach + 1, heads], for distances from -reach to reach; no document is longer than reach + 1.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a document is longer than the bias reaches.</exception>
    public static Tensor WithDistances(Tensor q, Tensor k, Tensor v, DocumentLayout documents, int heads, double scale, Tensor bias)
    {
        OpChecks.Matrix(bias, nameof(bias), "Attention");
        OpChecks.SameBackend(q, bias, "Attention");
        var layout = AttentionHeads.Check(q, k, v, heads, heads, scale, "Attention") with { Window = AttentionWindow.Full, Bias = bias };
        if (bias.Columns != heads || bias.Rows % 2 == 0)
            throw new ArgumentException($"Attention: a bias {bias.Shape} is not one for distances on both sides and {heads} heads.", nameof(bias));
        for (int document = 0; document < documents.Count; document++)
        {
            int length = documents.End(document) - documents.Start(document);
            if (length > (bias.Rows / 2) + 1)
                throw new ArgumentException($"Attention: document {document} has {length} tokens, the bias {bias.Shape} is for {(bias.Rows / 2) + 1}.", nameof(bias));
        }

        return Run(q, k, v, documents, layout);
    }

    private static Tensor Run(Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads layout)
    {
        var window = layout.Window;
        if (q.Rows != k.Rows || q.Rows != documents.TokenCount)
        {
            throw new ArgumentException(
                $"Attention: q {q.Shape}, k {k.Shape} and documents of {documents.TokenCount} tokens differ in tokens.");
        }

        if (window.Before < 0 || window.After < 0)
            throw new ArgumentException($"Attention: a window of {window.Before} tokens before and {window.After} after is not one.");

        if (documents.HasParents && window.After > 0)
            throw new ArgumentException("Attention: documents that others go on from cannot see what comes after.");

        var y = q.Backend.Allocate(q.Shape);
        var logSumExp = q.Backend.Allocate(new Shape(layout.Query, q.Rows)); // [H,T]
        q.Backend.Attention(q, k, v, documents, layout, y, logSumExp);
        return GraphNode.Wanted(q, k, v, layout.Bias) ? new Node(q, k, v, documents, layout, logSumExp).Record(y) : y;
    }

    /// <summary>
    /// Attention of new rows to cached ones, for generation: query row i attends to the keyCount[i] cache rows from keyStart[i] on.
    /// q is [n, heads * D], keyCache and valueCache are [S, keyValueHeads * D]. A row's bits do not depend on the other rows,
    /// and they are those of <see cref="Causal"/> for the same document. It is not recorded for gradients.
    /// </summary>
    /// <param name="q">Queries, one row per new token.</param>
    /// <param name="keyCache">Keys of all sequences.</param>
    /// <param name="valueCache">Values of all sequences.</param>
    /// <param name="keyStart">Per query row, the first cache row of its sequence.</param>
    /// <param name="keyCount">Per query row, how many cache rows it sees, itself included.</param>
    /// <param name="heads">The number of query heads.</param>
    /// <param name="keyValueHeads">The number of key-value heads, a divisor of <paramref name="heads"/>.</param>
    /// <param name="scale">Multiplies the scores, usually 1 / sqrt(D).</param>
    /// <param name="window">How many of its keys, the last ones, a row really sees; all by default.</param>
    /// <param name="softCap">As for <see cref="Packed"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range of keys is empty or leaves the cache.</exception>
    public static Tensor Cached(
        Tensor q, Tensor keyCache, Tensor valueCache, ReadOnlySpan<int> keyStart, ReadOnlySpan<int> keyCount,
        int heads, int keyValueHeads, double scale, int window = int.MaxValue, double? softCap = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        var layout = AttentionHeads.Check(q, keyCache, valueCache, heads, keyValueHeads, scale, "Attention.Cached") with
        {
            Window = AttentionWindow.CausalWithin(window),
            SoftCap = softCap,
        };
        OpChecks.Count(keyStart.Length, q.Rows, nameof(keyStart));
        OpChecks.Count(keyCount.Length, q.Rows, nameof(keyCount));
        for (int i = 0; i < keyStart.Length; i++)
        {
            if (keyStart[i] < 0 || keyCount[i] < 1 || keyStart[i] > keyCache.Rows - keyCount[i])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(keyStart), $"Attention.Cached: row {i} sees {keyCount[i]} keys from {keyStart[i]} on; the cache has {keyCache.Rows}.");
            }
        }

        var y = q.Backend.Allocate(q.Shape);
        q.Backend.CachedAttention(q, keyCache, valueCache, keyStart, keyCount, layout, y);
        return y;
    }

    private sealed class Node(Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor logSumExp) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (q, k, v, heads.Bias);

        public override void Backward(Tensor output, Tensor gradient)
        {
            // The kernel fills its destinations side by side, so one tensor in two roles needs a buffer for the second.
            var kBuffer = k.RequiresGradient && k == q ? output.Backend.Allocate(k.Shape) : null;
            var vBuffer = v.RequiresGradient && (v == q || v == k) ? output.Backend.Allocate(v.Shape) : null;
            output.Backend.AttentionBackward(
                q, k, v, documents, heads, output, logSumExp, gradient,
                q.OpenGradient(), kBuffer is null ? k.OpenGradient() : kBuffer, vBuffer is null ? v.OpenGradient() : vBuffer,
                heads.Bias?.OpenGradient());
            Add(k, kBuffer);
            Add(v, vBuffer);
        }

        private static void Add(Tensor tensor, Tensor? buffer)
        {
            if (buffer is null)
                return;
            tensor.AddGradient(buffer);
            buffer.Release();
        }
    }
}
