using Attune.Tensors;

namespace Attune.Models;

/// <summary>The rows of all virtual tokens as one pass needs them, each part's computed once and only if it is used.</summary>
internal sealed class VirtualTokenTables(IReadOnlyList<VirtualTokenPart> parts)
{
    private readonly Tensor?[] _rows = new Tensor?[parts.Count];
    private readonly List<int> _prompts = [];

    /// <summary>The first row of a prompt's tokens in the table of the embedding.</summary>
    public int FirstRow(int part)
    {
        var first = 0;
        foreach (var used in _prompts)
        {
            if (used == part)
                return first;
            first += parts[used].Count;
        }

        _prompts.Add(part);
        return first;
    }

    /// <summary>Gives the embedding the rows of the prompts until the result is disposed.</summary>
    public IDisposable? Attach(EmbeddingLayer embedding, bool needed)
    {
        if (!needed)
            return null;
        embedding.VirtualRows = _prompts.Select(Rows).Aggregate(Below);
        return new Ending(embedding);
    }

    /// <summary>The keys and values before the documents of a packed pass; null where no document has some.</summary>
    public PrefixRows? Prefix(int[] starts, int tokens, Func<int, int> partOf)
    {
        var used = Enumerable.Range(0, starts.Length).Select(partOf).Where(part => part >= 0 && parts[part].PrefixLayers is not null).Distinct().Order().ToList();
        if (used.Count == 0)
            return null;
        var layers = Enumerable.Range(0, parts[used[0]].PrefixLayers!.Value)
            .Select(layer => (used.Select(part => Keys(part, layer)).Aggregate(Below), used.Select(part => Values(part, layer)).Aggregate(Below)))
            .ToArray();
        return PrefixRows.Of(layers, starts, tokens, document => First(used, partOf(document)), document => CountOf(partOf(document)));
    }

    /// <summary>Puts the keys and values of a part before a sequence of the cache.</summary>
    public void WritePrefix(int part, int sequence, KeyValueCache cache)
    {
        for (var layer = 0; layer < parts[part].PrefixLayers!.Value; layer++)
            cache.WriteFirst(layer, sequence, Keys(part, layer), Values(part, layer));
    }

    private Tensor Keys(int part, int layer) => OfLayer(part, 2 * layer);

    private Tensor Values(int part, int layer) => OfLayer(part, (2 * layer) + 1);

    /// <summary>[n, 2 L w] is [n 2 L, w]: of each token, the keys of layer 0, its values, the keys of layer 1 ...</summary>
    private Tensor OfLayer(int part, int block)
    {
        var (count, blocks) = (parts[part].Count, 2 * parts[part].PrefixLayers!.Value);
        var rows = Rows(part);
        var table = rows.Reshape(new Shape(count * blocks, rows.Shape[1] / blocks));
        return table.SelectRows([.. Enumerable.Range(0, count).Select(token => (token * blocks) + block)]); // [n, w]
    }

    private int First(List<int> used, int part) => used.TakeWhile(other => other != part).Sum(other => parts[other].Count);

    private int CountOf(int part) => part >= 0 && parts[part].PrefixLayers is not null ? parts[part].Count : 0;

    private Tensor Rows(int part) => _rows[part] ??= parts[part].Rows();

    /// <summary>Two tables, one below the other.</summary>
    private static Tensor Below(Tensor upper, Tensor lower)
    {
        int first = upper.Shape[0], second = lower.Shape[0];
        return upper.Interleave(lower, new(
            first + second, [.. Enumerable.Range(0, first)], [.. Enumerable.Range(0, second)], [.. Enumerable.Range(first, second)]));
    }

    private sealed class Ending(EmbeddingLayer embedding) : IDisposable
    {
        public void Dispose() => embedding.VirtualRows = null;
    }
}
