using System.Runtime.InteropServices;

namespace Attune.Models;

/// <summary>Tokens of one pass with virtual ones between them; a virtual token's id is -1 minus its row in the table.</summary>
internal sealed class LongerSequences(int tokens)
{
    private readonly List<int> _ids = new(tokens), _positions = new(tokens), _sequences = new(tokens), _places = new(tokens);

    public int Count => _ids.Count;

    /// <summary>Whether there is a virtual token.</summary>
    public bool HasVirtual => _places.Count < _ids.Count;

    public ReadOnlySpan<int> Ids => CollectionsMarshal.AsSpan(_ids);

    public ReadOnlySpan<int> Positions => CollectionsMarshal.AsSpan(_positions);

    public ReadOnlySpan<int> Sequences => CollectionsMarshal.AsSpan(_sequences);

    /// <summary>The places of the real tokens.</summary>
    public ReadOnlySpan<int> Places => CollectionsMarshal.AsSpan(_places);

    public void AddVirtual(int firstRow, int count, int sequence)
    {
        for (var i = 0; i < count; i++)
            Append(-1 - (firstRow + i), i, sequence);
    }

    public void Add(int id, int position, int sequence)
    {
        _places.Add(_ids.Count);
        Append(id, position, sequence);
    }

    private void Append(int id, int position, int sequence)
    {
        _ids.Add(id);
        _positions.Add(position);
        _sequences.Add(sequence);
    }
}
