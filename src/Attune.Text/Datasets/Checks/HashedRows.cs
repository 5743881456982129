namespace Attune.Text.Datasets.Checks;

/// <summary>
/// Row numbers by a hash of 64 bits: open addressing, 12 bytes a slot, at most four of five slots used. Of ten million
/// different texts two share a hash with a probability of 3 in a million.
/// </summary>
internal sealed class HashedRows
{
    private ulong[] _keys;
    private int[] _rows;

    /// <param name="rows">How many rows are to be expected; more are taken too.</param>
    public HashedRows(int rows)
    {
        var slots = Slots(Math.Max(rows, 16));
        (_keys, _rows) = (new ulong[slots], new int[slots]);
    }

    public int Count { get; private set; }

    /// <summary>The row that came first with that hash, or -1 where this one is the first.</summary>
    public int FirstOrAdd(ulong hash, int row)
    {
        var slot = Find(hash);
        if (_rows[slot] != 0)
            return _rows[slot] - 1;
        (_keys[slot], _rows[slot]) = (hash, row + 1);
        if (Slots(++Count) > _rows.Length)
            Grow();
        return -1;
    }

    /// <summary>The row that came first with that hash, or -1.</summary>
    public int First(ulong hash) => _rows[Find(hash)] - 1;

    private static int Slots(int rows) => checked((int)(rows * 5L / 4));

    private int Find(ulong hash)
    {
        var slot = (int)Math.BigMul(hash, (ulong)_rows.Length, out _);
        while (_rows[slot] != 0 && _keys[slot] != hash)
            slot = slot + 1 == _rows.Length ? 0 : slot + 1;
        return slot;
    }

    private void Grow()
    {
        var (keys, rows) = (_keys, _rows);
        (_keys, _rows) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] == 0)
                continue;
            var slot = Find(keys[i]);
            (_keys[slot], _rows[slot]) = (keys[i], rows[i]);
        }
    }
}
