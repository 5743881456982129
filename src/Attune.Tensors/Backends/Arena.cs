namespace Attune.Tensors;

/// <summary>
/// Memory for tensors that stay: weights, what optimizers keep, gradients of leaves. Keeps storages that were given back and
/// lends them again, so that a training step allocates nothing once the first steps have warmed it up. Capacities are rounded
/// up to eight size classes per power of two.
/// </summary>
internal sealed class Arena(DType type, MemoryCount count)
{
    private readonly Dictionary<int, Stack<Storage>> free = [];

    /// <summary>Fills what is lent with NaN, slack included, so that a kernel that uses a number nobody wrote is found out.</summary>
    public bool Poisoned { get; set; }

    /// <summary>Storages ever created: constant once the arena is warm.</summary>
    public long Created { get; private set; }

    public Storage Lend(int elements)
    {
        int capacity = SizeClass(elements);
        // A somewhat larger one does as well: many lengths must not each fill the arena with sizes of their own.
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
        count.Remove(storage.Capacity);
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
        count.Add(storage.Capacity);
        return storage;
    }
}
