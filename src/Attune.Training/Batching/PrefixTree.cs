using Attune.Models;

namespace Attune.Training;

/// <summary>
/// Texts packed so that what they begin with alike stands there once: documents that go on from others. Texts come in the
/// order of <see cref="SharedPrefixes"/>; a text whose beginning ends inside of a document splits it.
/// </summary>
internal sealed class PrefixTree
{
    private readonly List<int> _ids = [], _positions = [], _starts = [], _parents = [];
    private readonly List<(int Row, int Target)> _targets = [];

    // The rows of the last text's tokens: the next text shares its first ones.
    private readonly List<int> _rows = [];

    /// <summary>Tokens so far.</summary>
    public int Count => _ids.Count;

    /// <summary>Adds a text that shares its first tokens with the one before it, with a target wherever the mask is set.</summary>
    public void Add(ReadOnlySpan<int> tokens, ReadOnlySpan<bool> mask, int shared)
    {
        int parent = shared == 0 ? -1 : EndDocumentBehind(_rows[shared - 1]);
        _rows.RemoveRange(shared, _rows.Count - shared);
        if (shared < tokens.Length)
        {
            _starts.Add(_ids.Count);
            _parents.Add(parent);
        }

        for (int i = shared; i < tokens.Length; i++)
        {
            _rows.Add(_ids.Count);
            _ids.Add(tokens[i]);
            _positions.Add(i);
        }

        for (int i = 1; i < tokens.Length; i++)
        {
            if (mask[i])
                _targets.Add((_rows[i - 1], tokens[i]));
        }
    }

    /// <summary>All that was added, or null if there is nothing to learn from.</summary>
    public TokenMicroBatch? Build()
    {
        if (_targets.Count == 0)
            return null;
        var packed = new PackedTokens([.. _ids], [.. _positions], [.. _starts])
        {
            Parents = _parents.TrueForAll(parent => parent == -1) ? [] : [.. _parents],
        };
        // A stable order by rows: shared tokens may have several targets.
        (int Row, int Target)[] targets = [.. _targets.OrderBy(target => target.Row)];
        return new TokenMicroBatch(packed, [.. targets.Select(target => target.Row)], [.. targets.Select(target => target.Target)]);
    }

    /// <summary>The document that ends with this row; one that goes beyond it is split, and what went on from it goes on from the rest.</summary>
    private int EndDocumentBehind(int row)
    {
        int document = _starts.BinarySearch(row);
        if (document < 0)
            document = ~document - 1;
        int end = document + 1 < _starts.Count ? _starts[document + 1] : _ids.Count;
        if (row + 1 == end)
            return document;
        _starts.Insert(document + 1, row + 1);
        for (int i = 0; i < _parents.Count; i++)
        {
            if (_parents[i] >= document)
                _parents[i]++;
        }

        _parents.Insert(document + 1, document);
        return document;
    }
}
