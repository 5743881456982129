namespace Attune.Tensors.BitProbe;

/// <summary>The table of ops: a new op gets a line here, and a test fails as long as it has none.</summary>
public static class OpCases
{
    /// <summary>Every op at one size n: n rows or columns where the op has one dimension that matters.</summary>
    public static IEnumerable<OpCase> All(int n) => [.. Products(n), .. Elements(n), .. Layers(n), .. Rows(n), .. Losses(n), .. LabelOps(n)];

    /// <summary>Attention over documents of the given lengths with heads of several sizes and groupings, and with windows.</summary>
    public static IEnumerable<OpCase> Attentions(params int[] documentLengths)
    {
        foreach (var (heads, shared, size) in new[] { (1, 1, 4), (4, 2, 16), (2, 1, 24), (3, 3, 32), (2, 2, 64) })
            yield return CausalAttention(documentLengths, heads, shared, size);
        yield return WindowAttention(documentLengths, 2, 1, 24, AttentionWindow.Full);
        yield return WindowAttention(documentLengths, 1, 1, 4, AttentionWindow.Around(0));
        foreach (int tokens in new[] { 3, 40, 64, 100 })
        {
            yield return WindowAttention(documentLengths, 2, 2, 16, AttentionWindow.Around(tokens));
            yield return WindowAttention(documentLengths, 2, 1, 16, AttentionWindow.CausalWithin(tokens));
        }

        yield return CappedAttention(documentLengths, 2, 1, 24, AttentionWindow.Causal, 0.8);
        yield return CappedAttention(documentLengths, 2, 2, 16, AttentionWindow.CausalWithin(40), 2);
        yield return DistanceAttention(documentLengths, 3, 16);
        yield return DistanceAttention(documentLengths, 1, 5);
        yield return DisentangledCase(documentLengths, 2, 16, true, true);
        yield return DisentangledCase(documentLengths, 3, 5, true, false);
        yield return DisentangledCase(documentLengths, 1, 20, false, true);
        yield return WindowAttention(documentLengths, 1, 1, 8, new(2, 70));
        yield return WindowAttention(documentLengths, 1, 1, 8, new(AttentionWindow.Unlimited, 5));
    }

    /// <summary>A part with a leaf of its own, which is computed again, and in it results that are let go.</summary>
    private static Tensor Recomputed(Tensor[] x) => x[0].Scale(0.5).Recomputed(part =>
    {
        var normed = part.RmsNorm(x[1], 1e-3);
        var y = normed.Linear(x[2]); // [n,5] [n,5]^T -> [n,n]
        normed.LetGo();
        return y;
    });

    public static OpCase CausalAttention(int[] documentLengths, int heads, int shared, int size) => AttentionCase(
        "Causal", documentLengths, heads, shared, size,
        (x, documents) => Attention.Causal(x[0], x[1], x[2], documents, heads, shared, 1 / Math.Sqrt(size)));

    public static OpCase WindowAttention(int[] documentLengths, int heads, int shared, int size, AttentionWindow window) => AttentionCase(
        $"window {window.Before}, {window.After}", documentLengths, heads, shared, size,
        (x, documents) => Attention.Packed(x[0], x[1], x[2], documents, heads, shared, 1 / Math.Sqrt(size), window));

    public static OpCase CappedAttention(int[] documentLengths, int heads, int shared, int size, AttentionWindow window, double cap) => AttentionCase(
        $"window {window.Before}, {window.After}, scores below {cap}", documentLengths, heads, shared, size,
        (x, documents) => Attention.Packed(x[0], x[1], x[2], documents, heads, shared, 1.5 / Math.Sqrt(size), window, cap));

    /// <summary>A bias that reaches a little farther than the longest document.</summary>
    public static OpCase DistanceAttention(int[] documentLengths, int heads, int size)
    {
        var op = AttentionCase(
            "distances", documentLengths, heads, heads, size,
            (x, documents) => Attention.WithDistances(x[0], x[1], x[2], documents, heads, 1 / Math.Sqrt(size), x[3]));
        return op with { Inputs = [.. op.Inputs, new((2 * documentLengths.Max()) + 1, heads)] };
    }

    /// <summary>Eleven buckets, the outer ones shared by all far distances.</summary>
    public static OpCase DisentangledCase(int[] documentLengths, int heads, int size, bool hasKeys, bool hasQueries)
    {
        var buckets = new DistanceBuckets(11, documentLengths.Max(), distance => Math.Clamp(distance, -5, 5) + 5)
        {
            HasKeys = hasKeys,
            HasQueries = hasQueries,
        };
        var op = AttentionCase(
            $"disentangled {hasKeys} {hasQueries}", documentLengths, heads, heads, size,
            (x, documents) => DisentangledAttention.Run(x[0], x[1], x[2], documents, heads, 1 / Math.Sqrt(3 * size), buckets));
        var wide = new Shape(documentLengths.Sum() + 11, heads * size);
        return op with { Inputs = [wide, wide, op.Inputs[2]], ChainLength = op.ChainLength + (2 * size) };
    }

    /// <summary>Documents that go on from others: the blocks of keys cross the borders between them at any place.</summary>
    public static IEnumerable<OpCase> TreeAttentions()
    {
        foreach (var (lengths, parents) in new (int[], int[])[]
        {
            ([5, 3, 4], [-1, 0, 0]),
            ([64, 20, 33], [-1, 0, 0]),
            ([70, 5, 40, 90, 1, 30], [-1, 0, 1, 0, -1, 4]),
            ([33, 40, 1, 62, 20], [-1, 0, 1, 2, -1]),
        })
        {
            yield return TreeAttention(lengths, parents, 4, 2, 24, AttentionWindow.Causal, null);
            yield return TreeAttention(lengths, parents, 2, 1, 16, AttentionWindow.CausalWithin(30), 1.2);
        }
    }

    public static OpCase TreeAttention(
        int[] documentLengths, int[] parents, int heads, int shared, int size, AttentionWindow window, double? cap) => AttentionCase(
        $"tree {string.Join(',', parents)} window {window.Before} cap {cap}", documentLengths, heads, shared, size,
        (x, documents) => Attention.Packed(
            x[0], x[1], x[2], WithParents(documents, parents), heads, shared, 1 / Math.Sqrt(size), window, cap));

    private static DocumentLayout WithParents(DocumentLayout documents, int[] parents) =>
        new([.. Enumerable.Range(0, documents.Count).Select(documents.Start)], parents, documents.TokenCount);

    private static OpCase AttentionCase(
        string kind, int[] documentLengths, int heads, int shared, int size, Func<Tensor[], DocumentLayout, Tensor> run)
    {
        int tokens = documentLengths.Sum();
        int[] starts = new int[documentLengths.Length];
        for (int i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + documentLengths[i - 1];
        return new(
            $"Attention.{kind} documents {string.Join('+', documentLengths)} heads {heads}/{shared} of {size}",
            [new(tokens, heads * size), new(tokens, shared * size), new(tokens, shared * size)],
            size + (3 * documentLengths.Max()) + 32,
            x => run(x, new DocumentLayout(starts, tokens)))
        { TermSize = 1 };
    }

    private static IEnumerable<OpCase> Products(int n) =>
    [
        new($"Linear {n}x{n}", [new(n, n), new(n, n)], n + 2, x => x[0].Linear(x[1])),
        new($"Linear {n} rows", [new(n, 5), new(7, 5)], n + 7, x => x[0].Linear(x[1])),
        new($"Linear with bias {n}", [new(n, 6), new(n + 1, 6), new(n + 1)], n + 8, x => x[0].Linear(x[1], x[2])),
        new($"LowRank {n}", [new(n, n + 2), new(3, n + 2), new(n, 3)], (2 * n) + 8, x => x[0].LowRank(x[1], x[2], 0.7)),
        new(
            $"AddLowRank {n}", [new(4, 6), new(4, n), new(2, n), new(6, 2)], (2 * n) + 12,
            x => x[0].AddLowRank(x[1], x[2], x[3], 0.7)),
        new(
            $"AddLowRank onto Linear {n}", [new(n, 6), new(5, 6), new(2, 6), new(5, 2)], n + 20,
            x => x[0].Linear(x[1]).AddLowRank(x[0], x[2], x[3], 1.5)),
    ];

    private static IEnumerable<OpCase> Elements(int n) =>
    [
        new($"Add {n}", [new(3, n), new(3, n)], 1, x => x[0].Add(x[1])),
        new($"Add to itself {n}", [new(n)], 1, x => x[0].Add(x[0])),
        new($"Subtract {n}", [new(n, 2), new(n, 2)], 1, x => x[0].Subtract(x[1])),
        new($"Multiply {n}", [new(n, 3), new(n, 3)], 2, x => x[0].Multiply(x[1])),
        new($"Square {n}", [new(n)], 3, x => x[0].Multiply(x[0])),
        new($"Scale {n}", [new(n, 5)], 2, x => x[0].Scale(-1.25)),
        new($"AddBranch {n}", [new(n, 5), new(n, 5)], 4, x => x[0].AddBranch(x[1].Scale(0.5))),
        new($"Recomputed {n}", [new(n, 5), new(5), new(n, 5)], n + 30, Recomputed),
        new($"ScaleColumns {n}", [new(3, n), new(n, 1)], 5, x => x[0].ScaleColumns(x[1])),
        new($"ScaleColumns with bias {n}", [new(n, 4), new(4), new(4)], n + 5, x => x[0].ScaleColumns(x[1], x[2])),
        new($"Reshape {n}", [new(n, 6)], 2, x => x[0].Reshape(new(2 * n, 3)).Add(x[0].Reshape(new(2 * n, 3)))),
        new($"Sum {n}", [new(n, 7)], 4, x => x[0].Sum()),
        new($"Mean {n}", [new(2, n)], 4, x => x[0].Mean()),
        new($"Dropout {n}", [new(n, 9)], 3, x => x[0].Dropout(0.3, 0x1234_5678_9ABC_DEF0)),
        new($"SoftCap {n}", [new(n, 3)], 16, x => x[0].SoftCap(1.5)),
        new($"Columns of {n} rows", [new(n, 12)], 2, x => x[0].ColumnBlocks(new(1, 3, 4, 2)).Multiply(x[0].ColumnBlocks(ColumnLayout.Range(6, 6)))),
        new($"Columns {n} wide", [new(2, 3 * n)], 2, x => x[0].ColumnBlocks(new(n, n, 2 * n, 1))),
        new($"SwiGlu {n}", [new(n, 3), new(n, 3)], 12, x => x[0].SwiGlu(x[1])),
        new($"SwiGlu of one tensor {n}", [new(n)], 16, x => x[0].SwiGlu(x[0])),
        .. Enum.GetValues<Activation>().Select(f => new OpCase($"{f} {n}", [new(n, 3)], 16, x => x[0].Activate(f))),
        .. Enum.GetValues<Activation>().Select(f => new OpCase($"{f}, gated {n}", [new(2, n), new(2, n)], 16, x => x[0].Gated(x[1], f))),
        new($"Gelu of large numbers {n}", [new(n, 7)], 16, x => x[0].Activate(Activation.Gelu)) { InputScale = 4 },
    ];

    private static IEnumerable<OpCase> Layers(int n)
    {
        yield return new($"RmsNorm {n} columns", [new(4, n), new(n)], n + 12, x => x[0].RmsNorm(x[1], 1e-5)) { TermSize = 1 };
        yield return new($"RmsNorm of 1 + w {n}", [new(5, n), new(n)], n + 14, x => x[0].RmsNorm(x[1], 1e-5, 1)) { TermSize = 1 };
        yield return new($"Norm of heads {n}", [new(n, 12), new(4)], 30, x => x[0].Reshape(new(3 * n, 4)).RmsNorm(x[1], 1e-5).Reshape(new(n, 12)));
        yield return new($"RmsNorm {n} rows", [new(n, 6), new(6)], n + 18, x => x[0].RmsNorm(x[1], 1e-5));
        // Terms are as large as 1 / deviation, and one column has no deviation but what epsilon gives it.
        double terms = n == 1 ? 2 / Math.Sqrt(1e-5) : 2;
        yield return new($"LayerNorm {n} columns", [new(4, n), new(n), new(n)], (2 * n) + 16, x => x[0].LayerNorm(x[1], x[2], 1e-5)) { TermSize = terms };
        yield return new($"LayerNorm {n} rows", [new(n, 6), new(6), new(6)], n + 24, x => x[0].LayerNorm(x[1], x[2], 1e-5)) { TermSize = 2 };
        yield return new($"LayerNorm without bias {n}", [new(3, n), new(n)], (2 * n) + 16, x => x[0].LayerNorm(x[1], null, 1e-5)) { TermSize = terms };
        foreach (int half in new[] { 1, 4, 16, 17 })
        {
            float[] frequencies = new float[half];
            for (int i = 0; i < half; i++)
                frequencies[i] = MathF.Pow(10000, -(float)i / half);
            int[] positions = new int[n];
            for (int t = 0; t < n; t++)
                positions[t] = t * 7 % 31;
            yield return new(
                $"RotaryEmbedding {n} rows of 2 heads of {2 * half}", [new(n, 4 * half)], 4,
                x => x[0].RotaryEmbedding(new RotaryTable(2 * half, frequencies, 64), positions, 2));
            yield return new(
                $"RotaryEmbedding {n} rows of 2 heads of {2 * half} and {half} more", [new(n, 6 * half)], 4,
                x => x[0].RotaryEmbedding(new RotaryTable(2 * half, frequencies, 64, 1.25), positions, 2));
        }

        // A residual block: one gradient reaches a tensor along several ways.
        yield return new(
            $"Residual {n}", [new(n, 8), new(8), new(8, 8)], 60,
            x => x[0].Add(x[0].RmsNorm(x[1], 1e-5).Linear(x[2])).Add(x[0].Scale(0.5)));
    }

    private static IEnumerable<OpCase> Rows(int n)
    {
        int[] ids = new int[n];
        for (int i = 0; i < n; i++)
            ids[i] = i * 5 % 4; // some rows many times
        yield return new($"Gather {n}", [new(4, n)], n + 1, x => x[0].Gather(ids));
        yield return new($"Interleave {n}", [new(3, n), new(2, n)], 4, x => x[0].Interleave(x[1], new(8, [0, 4, 7], [1, 0, 1, 0, 1], [1, 2, 3, 5, 6])));
        yield return new($"Interleave with nothing {n}", [new(n, 3)], 1, x => x[0].Interleave(null, new(n + 1, [.. Enumerable.Range(1, n)], [0], [0])));
        yield return new($"SelectRows {n}", [new(n, 5)], 3, x => x[0].SelectRows([n - 1, 0, n / 2, 0]));
        yield return new($"AppendRows {n}", [new(n, 5), new(3, 5)], 2, x => x[0].AppendRows(x[1]).Multiply(x[0].AppendRows(x[1])));
        yield return new($"Gather of replaced rows {n}", [new(4, n)], n + 1, x => Frozen(x[0], 5).ReplaceRows(x[0], new([3, 0, 1, 2])).Gather(ids));
        yield return new(
            $"Linear of replaced rows {n}", [new(3, n), new(2, n)], n + 4, x => x[0].Linear(Frozen(x[1], 6).ReplaceRows(x[1], new([1, 4]))));
    }

    private static IEnumerable<OpCase> Losses(int n)
    {
        double[] costs = [0.5, -1, 2, 0.25, 1.5];
        int[] odd = [.. Enumerable.Range(0, n).Where(i => i % 2 == 1)], picks = [.. odd.Select(i => 2 * i)];
        yield return new($"TopExperts {n}", [new(n, 5)], 24, x => x[0].TopExperts(2, normalise: false).Weights) { InputScale = 2 };
        yield return new($"TopExperts {n} to a sum of 1", [new(n, 5)], 30, x => x[0].TopExperts(3, normalise: true).Weights) { InputScale = 2 };
        yield return new($"ExpectedCost {n}", [new(n, 5)], n + 24, x => x[0].ExpectedCost(costs));
        yield return new(
            $"AddWeightedRows {n}", [new(n, 7), new(odd.Length + 1, 7), new(n, 2)], 20,
            x => x[0].Scale(2).AddWeightedRows(x[1], x[2], [.. odd, 0], [.. picks, 1]));
        int[] rows = new int[n];
        int[] targets = new int[n];
        for (int i = 0; i < n; i++)
            (rows[i], targets[i]) = (n - i, i % (n + 3));
        yield return new(
            $"SoftmaxCrossEntropy {n}", [new(n + 1, n), new(n + 3, n)], (3 * n) + 20,
            x => x[0].SoftmaxCrossEntropy(x[1], rows, targets, 3.5).Scale(1.5))
        { InputScale = n > 8 ? 0.5 : 1 };
        yield return new(
            $"SoftmaxCrossEntropy {n}, capped, scaled, with a bias", [new(n + 1, 6), new(n + 3, 6), new(n + 3)], (3 * n) + 40,
            x => x[0].SoftmaxCrossEntropy(x[1], rows, targets, 3.5, new() { Scale = 0.5, SoftCap = 2, Bias = x[2] }).Scale(1.5));
        yield return new(
            $"SoftmaxCrossEntropy {n}, with a bias", [new(n + 1, 6), new(n + 3, 6), new(n + 3)], (3 * n) + 30,
            x => x[0].SoftmaxCrossEntropy(x[1], rows, targets, 3.5, new() { Bias = x[2] }));
        yield return new(
            $"SoftmaxCrossEntropy {n}, one row twice", [new(3, 4), new(n, 4)], (2 * n) + 20,
            x => x[0].SoftmaxCrossEntropy(x[1], [2, 0, 2], [0, n / 2, n - 1], 1));
        yield return new(
            $"SoftmaxCrossEntropy {n}, some rows of the head", [new(n + 1, 5), new(2, 5)], (3 * n) + 20,
            x => x[0].SoftmaxCrossEntropy(Frozen(x[1], n + 3).ReplaceRows(x[1], new([n + 2, 0])), rows, targets, 3.5));
    }

    /// <summary>Pooling, unit rows, losses over labels.</summary>
    private static IEnumerable<OpCase> LabelOps(int n)
    {
        int[] starts = n > 2 ? [0, 1, n - 1] : [0];
        int[] labels = [.. Enumerable.Range(0, n).Select(i => i * 3 % 5)];
        int[] rows = [.. Enumerable.Range(0, n).Select(i => n - 1 - (i / 2))]; // some twice, some not at all
        float[] targets = [.. Enumerable.Range(0, 4 * n).Select(i => i * 7 % 3 / 2f)];
        yield return new($"DocumentMean {n}", [new(n, 5)], n + 2, x => x[0].DocumentMean(new DocumentLayout(starts, n)));
        yield return new($"DocumentMean {n} columns", [new(4, n)], 6, x => x[0].DocumentMean(new DocumentLayout([0, 3], 4)));
        yield return new($"DocumentMax {n}", [new(n, 5)], 2, x => x[0].DocumentMax(new DocumentLayout(starts, n)));
        yield return new($"DocumentMax {n} columns", [new(4, n)], 2, x => x[0].DocumentMax(new DocumentLayout([0, 3], 4)));
        yield return new($"L2Normalize {n}", [new(n, 6)], 20, x => x[0].L2Normalize()) { TermSize = 1 };
        yield return new($"L2Normalize {n} columns", [new(3, n + 1)], n + 20, x => x[0].L2Normalize()) { TermSize = 1 };
        yield return new($"CrossEntropy {n}", [new(n, 5)], n + 20, x => x[0].CrossEntropy(rows, labels, 2.5).Scale(1.5));
        yield return new($"CrossEntropy {n} labels", [new(3, n)], n + 20, x => x[0].CrossEntropy([2, 0], [n - 1, n / 2], 2));
        yield return new($"BinaryCrossEntropy {n}", [new(n, 4)], 24, x => x[0].BinaryCrossEntropy(targets, 4 * n).Scale(-2));
        yield return new($"SquaredError {n}", [new(n, 4)], 8, x => x[0].SquaredError(targets, 3));
    }

    /// <summary>A table without a gradient, as wide as <paramref name="rows"/>.</summary>
    private static Tensor Frozen(Tensor rows, int count)
    {
        float[] numbers = new float[count * rows.Shape[1]];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (((i * 37) % 101) - 50) / 50f;
        return Tensor.From(rows.Backend, new Shape(count, rows.Shape[1]), numbers);
    }
}
