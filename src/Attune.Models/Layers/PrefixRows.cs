using Attune.Tensors;

namespace Attune.Models;

/// <summary>Keys and values that stand before the documents of a packed pass, in every layer, without being tokens.</summary>
internal sealed class PrefixRows
{
    private readonly (Tensor Keys, Tensor Values)[] _layers;
    private readonly InterleavedRows _rows;

    private PrefixRows((Tensor Keys, Tensor Values)[] layers, InterleavedRows rows, int[] starts)
    {
        (_layers, _rows, DocumentStarts) = (layers, rows, starts);
    }

    /// <summary>Where documents start with what is before them.</summary>
    public int[] DocumentStarts { get; }

    /// <summary>Tokens and what is before their documents.</summary>
    public int Count => _rows.Count;

    /// <param name="layers">Of each layer, keys and values [n, Hkv*D].</param>
    /// <param name="starts">Where documents start.</param>
    /// <param name="tokens">How many tokens there are.</param>
    /// <param name="firstOf">Of a document, the first row that it has of these.</param>
    /// <param name="countOf">Of a document, how many.</param>
    public static PrefixRows Of((Tensor Keys, Tensor Values)[] layers, int[] starts, int tokens, Func<int, int> firstOf, Func<int, int> countOf)
    {
        var (places, rows, tablePlaces, longer) = (new int[tokens], new List<int>(), new List<int>(), new int[starts.Length]);
        var at = 0;
        for (var document = 0; document < starts.Length; document++)
        {
            longer[document] = at;
            for (var i = 0; i < countOf(document); i++)
            {
                rows.Add(firstOf(document) + i);
                tablePlaces.Add(at++);
            }

            var end = document + 1 < starts.Length ? starts[document + 1] : tokens;
            for (var token = starts[document]; token < end; token++)
                places[token] = at++;
        }

        return new PrefixRows(layers, new InterleavedRows(at, places, [.. rows], [.. tablePlaces]), longer);
    }

    /// <summary>q, k and v with the rows of the prefix between those of the tokens; the queries of the prefix are zeros that nobody reads.</summary>
    public (Tensor Q, Tensor K, Tensor V) Extend(int layer, Tensor q, Tensor k, Tensor v) =>
        (q.Interleave(null, _rows), k.Interleave(_layers[layer].Keys, _rows), v.Interleave(_layers[layer].Values, _rows));

    /// <summary>The rows of the tokens.</summary>
    public Tensor OfTokens(Tensor y) => y.SelectRows(_rows.Places);
}
