using System.Collections.Concurrent;

namespace Attune.Tensors;

/// <summary>
/// A pinned block of elements that tensors hold. It begins on a 64-byte boundary and has 16 elements of slack behind its capacity,
/// so that a kernel may load (never store) a whole vector at the last element. It does not know who holds it, only how many do.
/// </summary>
internal sealed unsafe class Storage
{
    /// <summary>Elements that may be loaded behind the capacity.</summary>
    public const int Slack = 16;

    private const int Alignment = 64;

    private readonly float[]? singles;
    private readonly double[]? doubles;
    private readonly ConcurrentQueue<Stretch>? abandoned;
    private Stretch? stretch;
    private Remnant? remnant;

    public Storage(DType type, int capacity)
    {
        Type = type;
        Capacity = capacity;
        int elementSize = type == DType.Float32 ? sizeof(float) : sizeof(double);
        int length = checked(capacity + Slack + (Alignment / elementSize));
        void* start;
        if (type == DType.Float32)
        {
            singles = GC.AllocateUninitializedArray<float>(length, pinned: true);
            start = System.Runtime.CompilerServices.Unsafe.AsPointer(ref singles[0]);
        }
        else
        {
            doubles = GC.AllocateUninitializedArray<double>(length, pinned: true);
            start = System.Runtime.CompilerServices.Unsafe.AsPointer(ref doubles[0]);
        }

        Offset = (int)((Alignment - ((nint)start & (Alignment - 1))) & (Alignment - 1)) / elementSize;
        Pointer = (byte*)start + ((nint)Offset * elementSize);
        new Span<byte>((byte*)Pointer + ((nint)capacity * elementSize), Slack * elementSize).Clear();
    }

    /// <summary>A stretch of a larger block; its slack belongs to it.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="abandoned">Where the stretch goes if nobody gives it back.</param>
    public Storage(Stretch stretch, ConcurrentQueue<Stretch> abandoned)
    {
        var block = stretch.Block;
        Type = block.Type;
        Capacity = stretch.Length - Slack;
        (singles, doubles) = (block.singles, block.doubles);
        Offset = block.Offset + stretch.Start;
        Pointer = (byte*)block.Pointer + ((nint)stretch.Start * (Type == DType.Float32 ? sizeof(float) : sizeof(double)));
        (this.stretch, this.abandoned) = (stretch, abandoned);
    }


    public DType Type { get; }

    public int Capacity { get; }

    /// <summary>The first element. Valid while this object is reachable.</summary>
    public void* Pointer { get; }

    /// <summary>How many tensors hold this storage.</summary>
    public int References { get; set; }

    /// <summary>Whether it is part of a larger block.</summary>
    public bool IsStretch => stretch is not null;

    private int Offset { get; }

    /// <summary>Takes the stretch out of it, to be lent again.</summary>
    public Stretch EndLending()
    {
        var own = stretch!;
        stretch = null;
        if (remnant is not null)
            remnant.Stretch = null;
        return own;
    }

    /// <summary>Its tensor outlives its scope, so that nobody gives a stretch back; the garbage collector does.</summary>
    public void LeaveToCollector()
    {
        if (stretch is not null)
            remnant ??= new Remnant(abandoned!) { Stretch = stretch };
    }

    public Span<float> Singles(int count) => singles.AsSpan(Offset, count);

    public Span<double> Doubles(int count) => doubles.AsSpan(Offset, count);

    public void FillWithNaN()
    {
        singles?.AsSpan(Offset, Capacity + Slack).Fill(float.NaN);
        doubles?.AsSpan(Offset, Capacity + Slack).Fill(double.NaN);
    }

    /// <summary>Gives a stretch back once nobody can reach its storage.</summary>
    private sealed class Remnant(ConcurrentQueue<Stretch> abandoned)
    {
        ~Remnant()
        {
            if (Stretch is not null)
                abandoned.Enqueue(Stretch);
        }

        public Stretch? Stretch { get; set; }
    }
}
