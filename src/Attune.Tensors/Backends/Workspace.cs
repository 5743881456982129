using System.Collections.Concurrent;

namespace Attune.Tensors;

/// <summary>
/// Memory for tensors that go back at the end of a scope: stretches of a few large blocks. Each gets the smallest free stretch
/// that holds it, and what goes back is joined with its free neighbours; so batches of any length use the same memory, where
/// storages of fixed sizes would pile up for each of them.
/// </summary>
internal sealed class Workspace(DType type, MemoryCount count)
{
    /// <summary>Stretches begin at multiples of so many elements, which is a cache line of floats.</summary>
    private const int Grain = 16;

    /// <summary>Blocks double from the first size to the last; pages of a block that nobody touched are not resident.</summary>
    private const int FirstBlock = 1 << 18, LargestBlock = 1 << 24;

    private readonly List<Storage> blocks = [];
    private readonly Stack<Stretch> spare = new();
    private readonly ConcurrentQueue<Stretch> abandoned = new();
    private Stretch? free;

    /// <summary>Fills what is lent with NaN, slack included, so that a kernel that uses a number nobody wrote is found out.</summary>
    public bool Poisoned { get; set; }

    /// <summary>Blocks ever created: constant once the workspace is warm.</summary>
    public long Created { get; private set; }

    public Storage Lend(int elements)
    {
        while (abandoned.TryDequeue(out var left))
            Free(left);
        int length = checked((elements + Storage.Slack + Grain - 1) / Grain * Grain);
        var stretch = Smallest(length) ?? AddBlock(length);
        Remove(stretch);
        if (stretch.Length > length)
            Split(stretch, length);
        stretch.IsFree = false;
        count.Add(length);
        var storage = new Storage(stretch, abandoned);
        if (Poisoned)
            storage.FillWithNaN();
        return storage;
    }

    public void GiveBack(Storage storage) => Free(storage.EndLending());

    /// <summary>Lets the garbage collector have the blocks of which nothing is lent.</summary>
    public void Trim()
    {
        for (var stretch = free; stretch is not null; stretch = stretch.NextFree)
        {
            if (stretch.Before is not null || stretch.After is not null)
                continue;
            Remove(stretch);
            blocks.Remove(stretch.Block);
        }
    }

    private Stretch? Smallest(int length)
    {
        Stretch? best = null;
        for (var stretch = free; stretch is not null; stretch = stretch.NextFree)
        {
            if (stretch.Length >= length && (best is null || stretch.Length < best.Length))
                best = stretch;
        }

        return best;
    }

    private Stretch AddBlock(int length)
    {
        int size = Math.Max(length, (int)Math.Min(LargestBlock, (long)FirstBlock << Math.Min(blocks.Count, 20)));
        var block = new Storage(type, size);
        blocks.Add(block);
        Created++;
        var stretch = Take(block, 0, size);
        Insert(stretch);
        return stretch;
    }

    private void Split(Stretch stretch, int length)
    {
        var rest = Take(stretch.Block, stretch.Start + length, stretch.Length - length);
        stretch.Length = length;
        (rest.Before, rest.After) = (stretch, stretch.After);
        if (rest.After is not null)
            rest.After.Before = rest;
        stretch.After = rest;
        Insert(rest);
    }

    private void Free(Stretch stretch)
    {
        count.Remove(stretch.Length);
        if (stretch.After is { IsFree: true } after)
        {
            Remove(after);
            Join(stretch, after);
        }

        if (stretch.Before is { IsFree: true } before)
        {
            Remove(before);
            Join(before, stretch);
            stretch = before;
        }

        Insert(stretch);
    }

    private void Join(Stretch left, Stretch right)
    {
        left.Length += right.Length;
        left.After = right.After;
        if (right.After is not null)
            right.After.Before = left;
        (right.Before, right.After) = (null, null);
        spare.Push(right);
    }

    private Stretch Take(Storage block, int start, int length)
    {
        if (!spare.TryPop(out var stretch))
            return new Stretch { Block = block, Start = start, Length = length };
        (stretch.Block, stretch.Start, stretch.Length) = (block, start, length);
        return stretch;
    }

    private void Insert(Stretch stretch)
    {
        stretch.IsFree = true;
        (stretch.PreviousFree, stretch.NextFree) = (null, free);
        if (free is not null)
            free.PreviousFree = stretch;
        free = stretch;
    }

    private void Remove(Stretch stretch)
    {
        if (stretch.PreviousFree is { } previous)
            previous.NextFree = stretch.NextFree;
        else
            free = stretch.NextFree;
        if (stretch.NextFree is { } next)
            next.PreviousFree = stretch.PreviousFree;
    }
}
