namespace Attune.Tensors;

/// <summary>
/// Where tensors live and what computes on them: a small set of coarse primitives (Backend.Primitives.cs) on contiguous
/// row-major tensors. A backend knows nothing of gradients being recorded; backward kernels are primitives like any other.
/// One thread at a time may use a backend; inside, it may use as many as it likes.
/// </summary>
public abstract partial class Backend
{
    private readonly Stack<List<Tensor>> spareLists = new();
    private readonly int[]?[] recentIndices = new int[]?[4];
    private readonly Stack<Scope> scopes = new();
    private readonly MemoryCount memory = new();
    private int nextRecent;

    private protected Backend(string name, DType type)
    {
        Name = name;
        DType = type;
        Arena = new Arena(type, memory);
        Workspace = new Workspace(type, memory);
    }

    /// <summary>A short name for messages, such as <c>cpu</c>.</summary>
    public string Name { get; }

    /// <summary>The element type of every tensor of this backend.</summary>
    public DType DType { get; }

    /// <summary>The bytes held by tensors now, those left to the garbage collector included.</summary>
    public long BytesInUse => memory.Lent * ElementSize;

    /// <summary>The highest <see cref="BytesInUse"/> since the backend was made or <see cref="ResetPeak"/> was called.</summary>
    public long PeakBytesInUse => memory.Peak * ElementSize;

    /// <summary>How many blocks of memory were ever taken from the operating system: constant once steps are warm.</summary>
    public long BlocksAllocated => Arena.Created + Workspace.Created;

    /// <summary>Memory of what stays.</summary>
    internal Arena Arena { get; }

    /// <summary>Memory of what goes back at the end of a scope.</summary>
    internal Workspace Workspace { get; }

    private int ElementSize => DType == DType.Float32 ? sizeof(float) : sizeof(double);

    /// <summary>Starts a <see cref="Scope"/>: memory of tensors created until it is disposed is used again.</summary>
    public Scope BeginScope()
    {
        var tensors = spareLists.TryPop(out var list) ? list : [];
        var scope = new Scope(this, tensors);
        scopes.Push(scope);
        return scope;
    }

    /// <summary>Starts the measurement of <see cref="PeakBytesInUse"/> anew.</summary>
    public void ResetPeak() => memory.ResetPeak();

    /// <summary>Gives memory that is kept for later tensors back to the operating system.</summary>
    public void TrimMemory()
    {
        Arena.Trim();
        Workspace.Trim();
    }

    internal void EndScope(Scope ending)
    {
        if (!scopes.TryPeek(out var innermost) || innermost != ending)
            throw new InvalidOperationException("Scopes end in the opposite order of their beginnings; an inner one is still open.");
        scopes.Pop();
    }

    internal void ReuseList(List<Tensor> list) => spareLists.Push(list);

    /// <summary>A tensor with unspecified elements, owned by the innermost scope.</summary>
    internal Tensor Allocate(Shape shape) => scopes.TryPeek(out var innermost)
        ? Owned(new Tensor(this, shape, Workspace.Lend(shape.ElementCount)), innermost)
        : AllocateUnscoped(shape);

    /// <summary>A tensor with unspecified elements that no scope owns.</summary>
    internal Tensor AllocateUnscoped(Shape shape) => new(this, shape, Arena.Lend(shape.ElementCount));

    /// <summary>A second tensor over the storage of <paramref name="source"/>.</summary>
    internal Tensor Alias(Tensor source) => Alias(source, source.Shape);

    /// <summary>The same in another shape of as many elements.</summary>
    internal Tensor Alias(Tensor source, Shape shape)
    {
        var alias = new Tensor(this, shape, source.Storage);
        return scopes.TryPeek(out var innermost) ? Owned(alias, innermost) : alias;
    }

    internal void GiveBack(Storage storage)
    {
        if (storage.IsStretch)
            Workspace.GiveBack(storage);
        else
            Arena.GiveBack(storage);
    }

    /// <summary>
    /// A copy of indices that outlives the caller's span. Layers of one step pass the same positions again and again, so
    /// the last few copies are handed out again when their contents are equal; nobody may write to them.
    /// </summary>
    internal int[] Remember(ReadOnlySpan<int> indices)
    {
        foreach (int[]? recent in recentIndices)
        {
            if (recent is not null && indices.SequenceEqual(recent))
                return recent;
        }

        int[] copy = indices.ToArray();
        recentIndices[nextRecent] = copy;
        nextRecent = (nextRecent + 1) % recentIndices.Length;
        return copy;
    }

    /// <summary>The same storage in a tensor that no scope owns, to carry it out of one.</summary>
    internal Tensor Carry(Tensor source) => new(this, source.Shape, source.Storage);

    /// <summary>Gives the innermost scope, if there is one, a tensor that had no owner.</summary>
    internal void Own(Tensor tensor)
    {
        if (scopes.TryPeek(out var innermost))
            innermost.Own(tensor);
    }

    private static Tensor Owned(Tensor tensor, Scope scope)
    {
        scope.Own(tensor);
        return tensor;
    }
}
