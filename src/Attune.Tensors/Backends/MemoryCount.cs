namespace Attune.Tensors;

/// <summary>How many elements a backend has lent, now and at most.</summary>
internal sealed class MemoryCount
{
    /// <summary>Elements in storages that are lent now (those that were left to the garbage collector included).</summary>
    public long Lent { get; private set; }

    /// <summary>The highest <see cref="Lent"/> so far.</summary>
    public long Peak { get; private set; }

    public void Add(int elements)
    {
        Lent += elements;
        Peak = Math.Max(Peak, Lent);
    }

    public void Remove(int elements) => Lent -= elements;

    public void ResetPeak() => Peak = Lent;
}
