using System.Numerics;

namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>
/// Row numbers by the key of a band: open addressing with 4 bytes a slot, at most four of five used. The bits that a row
/// number leaves free hold bits of the key, so that few rows of other keys are found with it; whoever asks compares the texts.
/// </summary>
internal sealed class BandTable
{
    /// <summary>Rows of one key; beyond it, more of them say nothing new.</summary>
    private const int MostOfOneKey = 24;

    private readonly uint[] _slots;
    private readonly int _rowBits;
    private int _used;

    /// <param name="rows">The most rows there will be.</param>
    public BandTable(int rows)
    {
        _slots = new uint[checked((int)((Math.Max(rows, 16) * 5L / 4) + 1))];
        _rowBits = 32 - BitOperations.LeadingZeroCount((uint)Math.Max(rows, 16) + 1);
    }

    public void Add(ulong key, int row)
    {
        var (slot, tag, times) = (Start(key), Tag(key), 0);
        for (; _slots[slot] != 0; slot = Next(slot))
        {
            if (_slots[slot] >> _rowBits == tag && ++times == MostOfOneKey)
                return;
        }

        if (++_used == _slots.Length)
            throw new InvalidOperationException("More rows than were expected.");
        _slots[slot] = (tag << _rowBits) | (uint)(row + 1);
    }

    /// <summary>Adds the rows of a key, and perhaps a few others, to those given.</summary>
    public void Collect(ulong key, SortedSet<int> rows)
    {
        var tag = Tag(key);
        for (var slot = Start(key); _slots[slot] != 0; slot = Next(slot))
        {
            if (_slots[slot] >> _rowBits == tag)
                rows.Add((int)(_slots[slot] & ((1u << _rowBits) - 1)) - 1);
        }
    }

    private int Start(ulong key) => (int)Math.BigMul(key, (ulong)_slots.Length, out _);

    private uint Tag(ulong key) => (uint)key & (uint.MaxValue >> _rowBits);

    private int Next(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;
}
