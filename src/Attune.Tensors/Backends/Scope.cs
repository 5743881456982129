namespace Attune.Tensors;

/// <summary>
/// A stretch of work, such as one training step, at whose end the memory of its tensors goes back to the backend.
/// Tensors that were <see cref="Tensor.Keep"/>-ed and gradients of leaves stay. Scopes nest; the innermost owns what is created.
/// </summary>
public sealed class Scope : IDisposable
{
    private readonly Backend backend;
    private readonly List<Tensor> tensors;
    private bool ended;

    internal Scope(Backend backend, List<Tensor> tensors)
    {
        this.backend = backend;
        this.tensors = tensors;
    }

    internal void Own(Tensor tensor) => tensors.Add(tensor);

    /// <summary>Gives the memory of the scope's tensors back; using one afterwards is an <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is still open.</exception>
    public void Dispose()
    {
        if (ended)
            return;
        backend.EndScope(this);
        ended = true;
        foreach (var tensor in tensors)
        {
            if (!tensor.IsKept)
                tensor.Release();
        }

        tensors.Clear();
        backend.ReuseList(tensors);
    }
}
