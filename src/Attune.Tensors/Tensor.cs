using System.Runtime.CompilerServices;

namespace Attune.Tensors;

/// <summary>
/// Numbers in a shape, row-major and contiguous, on a backend. It holds data and knows what computed it; the operations
/// are extension methods, one file each in Ops/.
/// </summary>
public sealed class Tensor
{
    private Storage? storage;
    private Tensor? gradient;
    private bool requiresGradient;

    internal Tensor(Backend backend, Shape shape, Storage storage)
    {
        Backend = backend;
        Shape = shape;
        this.storage = storage;
        storage.References++;
    }

    private Tensor(Backend backend, IStoredMatrix stored)
    {
        Backend = backend;
        Shape = stored.Shape;
        Stored = stored;
    }

    /// <summary>The lengths of the dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType DType => Backend.DType;

    /// <summary>Where the elements live and what computes on them.</summary>
    public Backend Backend { get; }

    /// <summary>Whether <see cref="Backward"/> computes a gradient for this tensor. Off by default; on for what is computed from such tensors.</summary>
    /// <exception cref="InvalidOperationException">It is switched on for a stored matrix, which is frozen.</exception>
    public bool RequiresGradient
    {
        get => requiresGradient;
        set => requiresGradient = !value || Stored is null
            ? value
            : throw new InvalidOperationException($"A matrix that is stored as {Stored.Format} is frozen: it cannot be trained.");
    }

    /// <summary>Where the elements are, if not in memory of the backend: a frozen matrix in a smaller form, or null.</summary>
    public IStoredMatrix? Stored { get; }

    /// <summary>
    /// On a leaf: the sum of the gradients of all <see cref="Backward"/> calls since it was null. Setting it to null gives its
    /// memory back, and a gradient taken from here before must not be used after that (<see cref="Keep"/> it to do so).
    /// </summary>
    public Tensor? Gradient
    {
        get => gradient;
        set
        {
            if (value is not null && value.Shape != Shape)
                throw new ArgumentException($"A gradient has the shape of its tensor, {Shape}, not {value.Shape}.", nameof(value));
            if (gradient is not null && gradient != value && !gradient.IsKept)
                gradient.Release();
            gradient = value;
        }
    }

    internal GraphNode? Node { get; set; }

    internal bool IsKept { get; private set; }

    /// <summary>Grows with each change of the elements that goes through this library; what is derived from them is stamped with it.</summary>
    internal int Version { get; set; }

    /// <summary>What a backend derived from the elements, such as a packed weight, with the version it was derived from.</summary>
    internal object? Derived { get; set; }

    internal int DerivedVersion { get; set; }

    /// <summary>The version at the last use that could have profited from something derived.</summary>
    internal int CandidateVersion { get; set; } = -1;

    /// <summary>Whether its elements are there only while the backward pass needs them.</summary>
    internal bool WasLetGo { get; private set; }

    /// <summary>Whether a part that is computed again begins here: a leaf whose gradient goes on as soon as the part is done.</summary>
    internal bool IsEntrance { get; set; }

    internal bool IsReleased => storage is null && Stored is null;

    internal Storage Storage => storage ?? Restore();

    /// <summary>The number of rows of a matrix.</summary>
    internal int Rows => Shape[0];

    /// <summary>The number of columns of a matrix.</summary>
    internal int Columns => Shape[1];

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Backend backend, Shape shape)
    {
        var tensor = backend.Allocate(shape);
        backend.Fill(tensor, 0);
        return tensor;
    }

    /// <summary>A tensor with a copy of the elements given, row-major.</summary>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    public static Tensor From(Backend backend, Shape shape, ReadOnlySpan<float> elements)
    {
        CheckCount(shape, elements.Length);
        var tensor = backend.Allocate(shape);
        if (backend.DType == DType.Float32)
        {
            elements.CopyTo(tensor.AsSpan());
        }
        else
        {
            var destination = tensor.AsDoubleSpan();
            for (int i = 0; i < elements.Length; i++)
                destination[i] = elements[i];
        }

        return tensor;
    }

    /// <summary>A tensor with a copy of the elements given, row-major, rounded where the backend computes in float32.</summary>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    public static Tensor From(Backend backend, Shape shape, ReadOnlySpan<double> elements)
    {
        CheckCount(shape, elements.Length);
        var tensor = backend.Allocate(shape);
        if (backend.DType == DType.Float64)
        {
            elements.CopyTo(tensor.AsDoubleSpan());
        }
        else
        {
            var destination = tensor.AsSpan();
            for (int i = 0; i < elements.Length; i++)
                destination[i] = (float)elements[i];
        }

        return tensor;
    }

    /// <summary>
    /// A frozen matrix that stays in its form. Products may have it at their right side, and rows may be gathered from it; a
    /// product widens the part that it needs at the moment, and nothing has it whole.
    /// </summary>
    public static Tensor From(Backend backend, IStoredMatrix stored)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(stored);
        return new Tensor(backend, stored);
    }

    /// <summary>The elements themselves, to read or to write; float32 only. Take the span anew for each write that follows a computation.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not float32.</exception>
    public Span<float> AsSpan()
    {
        Version++;
        return DType == DType.Float32
            ? Storage.Singles(Shape.ElementCount)
            : throw new InvalidOperationException("The tensor is float64; use AsDoubleSpan or ToArray.");
    }

    /// <summary>The elements themselves, to read only; float32 only. Unlike <see cref="AsSpan"/> it keeps what was derived from the elements.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not float32.</exception>
    public ReadOnlySpan<float> AsReadOnlySpan() => DType == DType.Float32
        ? Storage.Singles(Shape.ElementCount)
        : throw new InvalidOperationException("The tensor is float64; use AsDoubleSpan or ToArray.");

    /// <summary>The elements themselves, to read or to write; float64 only.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not float64.</exception>
    public Span<double> AsDoubleSpan()
    {
        Version++;
        return DType == DType.Float64
            ? Storage.Doubles(Shape.ElementCount)
            : throw new InvalidOperationException("The tensor is float32; use AsSpan or ToArray.");
    }

    /// <summary>A copy of the elements, row-major, rounded where they are float64 and widened where they are stored in a smaller form.</summary>
    public float[] ToArray()
    {
        if (Stored is not null)
        {
            float[] widened = new float[Shape.ElementCount];
            for (int row = 0; row < Rows; row++)
                Stored.Read(row, 0, widened.AsSpan(row * Columns, Columns));
            return widened;
        }

        if (DType == DType.Float32)
            return AsReadOnlySpan().ToArray();
        var source = Storage.Doubles(Shape.ElementCount);
        float[] copy = new float[source.Length];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = (float)source[i];
        return copy;
    }

    /// <summary>The only element.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public float Item()
    {
        if (Shape.ElementCount != 1)
            throw new InvalidOperationException($"A tensor of shape {Shape} has no single item.");
        return DType == DType.Float32 ? Storage.Singles(1)[0] : (float)Storage.Doubles(1)[0];
    }

    /// <summary>The only element of a scalar, not rounded.</summary>
    internal double ItemAsDouble() => DType == DType.Float32 ? Item() : Storage.Doubles(1)[0];

    /// <summary>Lets this tensor outlive its scope; the garbage collector frees it in the end.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Keep()
    {
        IsKept = true;
        storage?.LeaveToCollector();
        return this;
    }

    /// <summary>
    /// Says that nothing reads these elements any more but the backward pass: their memory goes back before the end of the
    /// scope. Norms and gated activations compute them again when they are needed; what else is needed must not be let go.
    /// Leaves, kept tensors and, while computations are recorded, results that need no gradient stay.
    /// </summary>
    public void LetGo()
    {
        // What nothing recorded could not be computed again, and something recorded may read it.
        bool isConstant = Node is null && (RequiresGradient || Gradients.Enabled);
        if (storage is null || IsKept || isConstant)
            return;
        WasLetGo = true;
        Release();
    }

    /// <summary>
    /// Computes the gradients of this scalar with respect to every leaf that requires one and adds them to <see cref="Gradient"/>.
    /// The record of the computation is used up.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is not a scalar, or nothing that requires a gradient led to it.</exception>
    public void Backward() => BackwardPass.Run(this);

    internal unsafe float* Singles() => (float*)Storage.Pointer;

    /// <summary>Gives up the storage, which goes back to the arena when nobody else holds it.</summary>
    internal void Release()
    {
        if (storage is null)
            return;
        if (--storage.References == 0)
            Backend.GiveBack(storage);
        storage = null;
        Derived = null;
    }

    /// <summary>For autograd: replaces the gradient without releasing the old one.</summary>
    internal void SetGradient(Tensor? value) => gradient = value;

    /// <summary>The elements of a tensor that was let go, computed again by what made them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Storage Restore()
    {
        if (!WasLetGo || Node is not { CanRestore: true } node)
            throw NoStorage();
        storage = Backend.Workspace.Lend(Shape.ElementCount);
        storage.References++;
        node.Restore(this);
        return storage;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private InvalidOperationException NoStorage() => Stored is null
        ? new ObjectDisposedException(
            nameof(Tensor), $"The memory of this {Shape} tensor went back at the end of its scope; Keep() tensors that are used afterwards.")
        : new InvalidOperationException($"This {Shape} matrix is stored as {Stored.Format}: only products and the gathering of rows can use it.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckCount(Shape shape, int count)
    {
        if (shape.ElementCount != count)
            throw new ArgumentException($"Shape {shape} holds {shape.ElementCount} elements, but {count} were given.");
    }
}
