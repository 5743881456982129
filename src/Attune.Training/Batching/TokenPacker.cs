using System.Runtime.InteropServices;
using Attune.Models;

namespace Attune.Training;

/// <summary>
/// Puts documents one after the other into micro-batches of at most so many tokens, in the order given and without
/// padding. A document is never split; one that is longer than a micro-batch gets one of its own. Micro-batches come out
/// as even as they can be with their least number, so that none is too small to be fast.
/// </summary>
internal sealed class TokenPacker(int microBatchTokens)
{
    private readonly List<int> _ids = [], _positions = [], _starts = [], _rows = [], _targets = [];

    public int SupervisedTokens => _targets.Count;

    /// <summary>Adds a document whose every token, and the one that follows it if known, is a target.</summary>
    /// <param name="tokens">The document, or a piece of it.</param>
    /// <param name="following">The token after the piece, or null at the document's end.</param>
    public void AddSupervised(ReadOnlySpan<int> tokens, int? following)
    {
        int start = Begin(tokens);
        for (int i = 1; i < tokens.Length; i++)
            Supervise(start + i - 1, tokens[i]);
        if (following is { } target)
            Supervise(start + tokens.Length - 1, target);
    }

    /// <summary>Adds a document with a target wherever the mask is set: position t answers for token t + 1 where mask[t + 1].</summary>
    public void AddMasked(ReadOnlySpan<int> tokens, ReadOnlySpan<bool> mask)
    {
        int start = Begin(tokens);
        for (int i = 1; i < tokens.Length; i++)
        {
            if (mask[i])
                Supervise(start + i - 1, tokens[i]);
        }
    }

    /// <summary>The micro-batches of all documents added; those with nothing to learn from are left out.</summary>
    public List<MicroBatch> Finish()
    {
        List<MicroBatch> batches = [];
        var cuts = Cut(EvenLimit());
        for (int cut = 0, row = 0; cut < cuts.Count; cut++)
        {
            int firstDocument = cuts[cut], lastDocument = cut + 1 < cuts.Count ? cuts[cut + 1] : _starts.Count;
            int begin = _starts[firstDocument], end = StartOf(lastDocument), firstRow = row;
            while (row < _rows.Count && _rows[row] < end)
                row++;
            if (row > firstRow)
                batches.Add(Build(begin..end, firstDocument..lastDocument, firstRow..row));
        }

        return batches;
    }

    private int Begin(ReadOnlySpan<int> tokens)
    {
        int start = _ids.Count;
        _starts.Add(start);
        CollectionExtensions.AddRange(_ids, tokens);
        for (int i = 0; i < tokens.Length; i++)
            _positions.Add(i);
        return start;
    }

    private void Supervise(int position, int target)
    {
        _rows.Add(position);
        _targets.Add(target);
    }

    private int StartOf(int document) => document == _starts.Count ? _ids.Count : _starts[document];

    /// <summary>The lowest limit that needs no more micro-batches than the one given.</summary>
    private int EvenLimit()
    {
        int fewest = Cut(microBatchTokens).Count, low = 1, high = microBatchTokens;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (Cut(middle).Count <= fewest)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>The first document of each micro-batch, filled one after the other up to a limit.</summary>
    private List<int> Cut(int limit)
    {
        List<int> cuts = [];
        int begin = 0;
        for (int document = 0; document < _starts.Count; document++)
        {
            if (document > 0 && StartOf(document + 1) - begin <= limit)
                continue;
            cuts.Add(document);
            begin = _starts[document];
        }

        return cuts;
    }

    private TokenMicroBatch Build(Range tokens, Range documents, Range rows)
    {
        int offset = tokens.Start.Value;
        int[] starts = [.. CollectionsMarshal.AsSpan(_starts)[documents]], positions = [.. CollectionsMarshal.AsSpan(_rows)[rows]];
        foreach (ref int start in starts.AsSpan())
            start -= offset;
        foreach (ref int position in positions.AsSpan())
            position -= offset;
        var packed = new PackedTokens(
            [.. CollectionsMarshal.AsSpan(_ids)[tokens]], [.. CollectionsMarshal.AsSpan(_positions)[tokens]], starts);
        return new TokenMicroBatch(packed, positions, [.. CollectionsMarshal.AsSpan(_targets)[rows]]);
    }
}
