using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// State in a file. Blocks of the parameter pass through tensors of their own with their gradient and state, so what an update
/// needs in memory does not grow with the parameter.
/// </summary>
internal sealed class PagedState : IStateMemory
{
    /// <summary>Numbers updated at once: a megabyte each of parameter, gradient and state.</summary>
    internal const int Block = 1 << 18;

    private readonly StatePages _pages;
    private readonly long[] _starts;
    private readonly int[] _lengths;
    private readonly int[] _perBlock;

    /// <param name="pages">Where space is taken.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="optimizer">The optimizer.</param>
    public PagedState(StatePages pages, string name, Shape shape, IOptimizer optimizer)
    {
        _pages = pages;
        _lengths = LengthsOf(shape);
        // Of a short last block an optimizer might keep something else than of a whole one: the parameter decides.
        _perBlock = shape.ElementCount > Block ? LengthsOf(new Shape(Block)) : _lengths;
        _starts = [.. _lengths.Select(pages.Reserve)];

        int[] LengthsOf(Shape numbers) => [.. optimizer.StateOf(name, numbers).Select(part => part.Shape.ElementCount)];
    }

    public void Update(IOptimizer optimizer, in ParameterUpdate update)
    {
        int count = update.Parameter.Shape.ElementCount;
        for (int block = 0; block * (long)Block < count; block++)
            Update(optimizer, update, block, Math.Min(Block, count - (block * Block)));
    }

    public void Read(int part, int first, Span<float> numbers) => _pages.Read(_starts[part] + first, numbers);

    public void Write(int part, int first, ReadOnlySpan<float> numbers) => _pages.Write(_starts[part] + first, numbers);

    private void Update(IOptimizer optimizer, in ParameterUpdate update, int block, int count)
    {
        var backend = update.Parameter.Backend;
        using var scope = backend.BeginScope();
        int first = block * Block;
        var parameter = Tensor.From(backend, new Shape(count), update.Parameter.AsReadOnlySpan().Slice(first, count));
        var gradient = Tensor.From(backend, new Shape(count), update.Gradient.AsReadOnlySpan().Slice(first, count));
        var state = new Tensor[_starts.Length];
        for (int part = 0; part < state.Length; part++)
        {
            int start = block * _perBlock[part];
            state[part] = Tensor.Zeros(backend, new Shape(Math.Min(_perBlock[part], _lengths[part] - start)));
            Read(part, start, state[part].AsSpan());
        }

        optimizer.Update(update with { Parameter = parameter, Gradient = gradient, State = state });
        parameter.AsReadOnlySpan().CopyTo(update.Parameter.AsSpan().Slice(first, count));
        for (int part = 0; part < state.Length; part++)
            Write(part, block * _perBlock[part], state[part].AsReadOnlySpan());
    }
}
