namespace Attune.Training;

/// <summary>
/// Micro-batches of texts in which shared beginnings are computed once (Attune.Tensors' <c>DocumentLayout</c> with parents).
/// Loss and gradients are those of <see cref="TokenPacker"/>; only the order of sums differs. Where nothing is shared, the
/// micro-batches are the same ones.
/// </summary>
internal sealed class SharedPrefixPacker(int microBatchTokens)
{
    private readonly List<int[]> _texts = [];
    private readonly List<bool[]> _masks = [];

    /// <summary>Adds a text with a target wherever the mask is set.</summary>
    public void Add(int[] tokens, bool[] mask)
    {
        _texts.Add(tokens);
        _masks.Add(mask);
    }

    /// <summary>The micro-batches of all texts; those with nothing to learn from are left out.</summary>
    public List<MicroBatch> Finish()
    {
        var prefixes = new SharedPrefixes(_texts);
        return prefixes.Any ? Trees(prefixes) : Plain();
    }

    private List<MicroBatch> Plain()
    {
        var packer = new TokenPacker(microBatchTokens);
        for (int i = 0; i < _texts.Count; i++)
            packer.AddMasked(_texts[i], _masks[i]);
        return packer.Finish();
    }

    private List<MicroBatch> Trees(SharedPrefixes prefixes)
    {
        List<MicroBatch> batches = [];
        int limit = EvenLimit(prefixes);
        PrefixTree? tree = null;
        for (int i = 0; i < prefixes.Order.Length; i++)
        {
            int text = prefixes.Order[i];
            if (tree is not null && tree.Count + _texts[text].Length - prefixes.Shared[i] > limit)
            {
                Close(tree, batches);
                tree = null;
            }

            int shared = tree is null ? 0 : prefixes.Shared[i];
            (tree ??= new PrefixTree()).Add(_texts[text], _masks[text], shared);
        }

        Close(tree!, batches);
        return batches;
    }

    private static void Close(PrefixTree tree, List<MicroBatch> batches)
    {
        if (tree.Build() is { } batch)
            batches.Add(batch);
    }

    /// <summary>The lowest limit that needs no more micro-batches than the one given.</summary>
    private int EvenLimit(SharedPrefixes prefixes)
    {
        int fewest = BatchesWithin(microBatchTokens, prefixes), low = 1, high = microBatchTokens;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (BatchesWithin(middle, prefixes) <= fewest)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private int BatchesWithin(int limit, SharedPrefixes prefixes)
    {
        int batches = 0, tokens = 0;
        for (int i = 0; i < prefixes.Order.Length; i++)
        {
            int length = _texts[prefixes.Order[i]].Length;
            if (batches > 0 && tokens + length - prefixes.Shared[i] <= limit)
            {
                tokens += length - prefixes.Shared[i];
                continue;
            }

            batches++;
            tokens = length;
        }

        return batches;
    }
}
