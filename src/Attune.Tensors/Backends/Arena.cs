namespace Attune.Tensors;

/// <summary>
/// Keeps storages that were given back and lends them again, so that a training step allocates nothing once the first
/// steps have warmed it up. Capacities are rounded up to eight size classes per power of two, so that packed batches of
/// nearly equal length share storages.
/// </summary>
internal sealed class Arena(DType type)
{
    private readonly Dictionary<int, Stack<Storage>> free = [];

    /// <summary>Fills what is lent with NaN, slack included, so that a kernel that uses a number nobody wrote is found out.</summary>
    public bool Poisoned { get; set; }

    /// <summary>Storages ever created: constant once the arena is warm.</summary>
    public long Created { get; private set; }

    /// <summary>Elements in storages that are lent now (those that were left to the garbage collector included).</summary>
    public long ElementsLent { get; private set; }

    /// <summary>The highest <see cref="ElementsLent"/> so far.</summary>
    public long PeakElementsLent { get; private set; }

    public void ResetPeak() => PeakElementsLent = ElementsLent;

    public Storage Lend(int count)
    {
        int capacity = SizeClass(count);
        // A somewhat larger one does as well: batches of many lengths must not each fill the arena with sizes of their own.
        for (int candidate = capacity, steps = 0; steps < 4; candidate = SizeClass(candidate + 1), steps++)
        {
            if (free.TryGetValue(candidate, out var stack) && stack.TryPop(out var storage))
                return Lent(storage);
        }

        Created++;
        return Lent(new Storage(type, capacity));
    }

    public void GiveBack(Storage storage)
    {
        ElementsLent -= storage.Capacity;
        if (!free.TryGetValue(storage.Capacity, out var stack))
            free[storage.Capacity] = stack = new Stack<Storage>();
        stack.Push(storage);
    }

    /// <summary>Lets the garbage collector have every storage that is not lent.</summary>
    public void Trim() => free.Clear();

    /// <summary>The next size class: 16, 32, ... 128, then steps of an eighth of the power of two below.</summary>
    internal static int SizeClass(int count)
    {
        if (count <= 128)
            return Math.Max(16, (count + 15) & ~15);
        int power = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)(count - 1));
        long step = 1L << (power - 3);
        return (int)Math.Min((count + step - 1) / step * step, int.MaxValue - 64);
    }

    private Storage Lent(Storage storage)
    {
        if (Poisoned)
            storage.FillWithNaN();
        ElementsLent += storage.Capacity;
        PeakElementsLent = Math.Max(PeakElementsLent, ElementsLent);
        return storage;
    }
}
