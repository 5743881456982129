using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>The variable <c>loop</c> of a for statement. It reads ahead only when asked for what comes next.</summary>
internal sealed class LoopState(IEnumerator<object?> items, int knownLength, int depth, Func<RenderContext, object?, int, object?>? recurse) : ICallable
{
    private readonly Queue<object?> _ahead = new();
    private object? _lastChanged;
    private bool _everChanged;
    private int _length = knownLength;

    public string Description => "the loop";

    public int Index0 { get; private set; } = -1;

    public int Depth0 { get; } = depth;

    public object? Current { get; private set; }

    public object? Previous { get; private set; }

    public bool IsLast => !Peek(out _);

    public int Length
    {
        get
        {
            if (_length < 0)
            {
                while (items.MoveNext())
                    _ahead.Enqueue(items.Current);
                _length = Index0 + 1 + _ahead.Count;
            }

            return _length;
        }
    }

    public bool MoveNext()
    {
        object? next;
        if (_ahead.Count > 0)
            next = _ahead.Dequeue();
        else if (items.MoveNext())
            next = items.Current;
        else
            return false;
        Previous = Current;
        Current = next;
        Index0++;
        return true;
    }

    public bool Peek(out object? next)
    {
        if (_ahead.Count == 0 && items.MoveNext())
            _ahead.Enqueue(items.Current);
        next = _ahead.Count > 0 ? _ahead.Peek() : null;
        return _ahead.Count > 0;
    }

    public object? Cycle(object?[] values) => values.Length == 0
        ? throw new RenderFault("loop.cycle needs at least one value.")
        : values[Index0 % values.Length];

    public bool Changed(object?[] values)
    {
        var now = new TemplateTuple(values);
        if (_everChanged && ValueEquality.AreEqual(_lastChanged, now))
            return false;
        _everChanged = true;
        _lastChanged = now;
        return true;
    }

    public object? Call(RenderContext context, Arguments arguments)
    {
        if (recurse is null)
            throw new RenderFault("Only the loop of a 'for ... recursive' can be called.");
        if (arguments.Positional.Length != 1 || arguments.Keywords.Length != 0)
            throw new RenderFault("loop(...) takes exactly one argument, the items to loop over.");
        return recurse(context, arguments.Positional[0], Depth0 + 1);
    }

    public bool TryAttribute(string name, out object? value)
    {
        value = name switch
        {
            "index" => Index0 + 1L,
            "index0" => (long)Index0,
            "revindex" => (long)(Length - Index0),
            "revindex0" => Length - Index0 - 1L,
            "first" => Truth.Box(Index0 == 0),
            "last" => Truth.Box(IsLast),
            "length" => (long)Length,
            "depth" => Depth0 + 1L,
            "depth0" => (long)Depth0,
            "previtem" => Index0 == 0 ? new Undefined("There is no previous item.") : Previous,
            "nextitem" => Peek(out var next) ? next : new Undefined("There is no next item."),
            "cycle" => new BuiltinMethod("loop.cycle", (_, arguments) => Cycle(arguments.Positional)),
            "changed" => new BuiltinMethod("loop.changed", (_, arguments) => Truth.Box(Changed(arguments.Positional))),
            _ => Frame.Unset,
        };
        return !ReferenceEquals(value, Frame.Unset);
    }
}
