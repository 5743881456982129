namespace Attune.Models;

/// <summary>Which adapter each sequence uses, and so each row of the pass under way.</summary>
internal sealed class AdapterRouting
{
    private int[] _ofSequence = [];

    /// <summary>The rows of the pass by adapter, the base's first; one group of all rows where all use the same.</summary>
    public IReadOnlyList<(int Adapter, int[] Rows)> Groups { get; private set; } = [];

    /// <summary>The number of the adapter; -1: the base.</summary>
    public int Of(int sequence) => sequence < _ofSequence.Length ? _ofSequence[sequence] : -1;

    public void Choose(int sequence, int adapter)
    {
        if (sequence >= _ofSequence.Length)
        {
            var before = _ofSequence.Length;
            Array.Resize(ref _ofSequence, sequence + 1);
            Array.Fill(_ofSequence, -1, before, _ofSequence.Length - before);
        }

        _ofSequence[sequence] = adapter;
    }

    /// <summary>Begins a pass.</summary>
    /// <param name="sequences">Of each row, its sequence.</param>
    public void Begin(ReadOnlySpan<int> sequences)
    {
        var groups = new SortedDictionary<int, List<int>>();
        for (var row = 0; row < sequences.Length; row++)
        {
            var adapter = Of(sequences[row]);
            if (!groups.TryGetValue(adapter, out var rows))
                groups.Add(adapter, rows = []);
            rows.Add(row);
        }

        Groups = [.. groups.Select(group => (group.Key, group.Value.ToArray()))];
    }
}
