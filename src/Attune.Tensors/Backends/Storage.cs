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

    public DType Type { get; }

    public int Capacity { get; }

    /// <summary>The first element. Valid while this object is reachable.</summary>
    public void* Pointer { get; }

    /// <summary>How many tensors hold this storage.</summary>
    public int References { get; set; }

    private int Offset { get; }

    public Span<float> Singles(int count) => singles.AsSpan(Offset, count);

    public Span<double> Doubles(int count) => doubles.AsSpan(Offset, count);

    public void FillWithNaN()
    {
        singles?.AsSpan(Offset, Capacity + Slack).Fill(float.NaN);
        doubles?.AsSpan(Offset, Capacity + Slack).Fill(double.NaN);
    }
}
