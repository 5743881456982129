using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>The variable <c>loop</c> of a for statement. It reads ahead only when asked for what comes next.</summary>
internal sealed class LoopState : ICallable
{
    private static readonly Dictionary<string, Func<LoopState, object?>> s_attributes = new(StringComparer.Ordinal)
    {
        ["index"] = static loop => Numbers.Box(loop.Index0 + 1L),
        ["index0"] = static loop => Numbers.Box(loop.Index0),
        ["revindex"] = static loop => Numbers.Box(loop.Length - loop.Index0),
        ["revindex0"] = static loop => Numbers.Box(loop.Length - loop.Index0 - 1L),
        ["first"] = static loop => Truth.Box(loop.Index0 == 0),
        ["last"] = static loop => Truth.Box(loop.IsLast),
        ["length"] = static loop => Numbers.Box(loop.Length),
        ["depth"] = static loop => loop.Depth0 + 1L,
        ["depth0"] = static loop => (long)loop.Depth0,
        ["previtem"] = static loop => loop.Index0 == 0 ? new Undefined("There is no previous item.") : loop.Previous,
        ["nextitem"] = static loop => loop.Peek(out var next) ? next : new Undefined("There is no next item."),
        ["cycle"] = static loop => new BuiltinMethod("loop.cycle", (_, arguments) => loop.Cycle(arguments.Positional)),
        ["changed"] = static loop => new BuiltinMethod("loop.changed", (_, arguments) => Truth.Box(loop.Changed(arguments.Positional))),
    };

    private readonly Func<RenderContext, object?, int, object?>? _recurse;

    // A list is walked by index; anything else by its enumerator, with what was read ahead of it.
    private readonly object?[]? _list;
    private readonly IEnumerator<object?>? _items;
    private readonly Queue<object?>? _ahead;
    private object? _current;
    private object? _previous;
    private object? _lastChanged;
    private bool _everChanged;
    private int _length;

    public LoopState(object?[] list, int depth, Func<RenderContext, object?, int, object?>? recurse)
    {
        _list = list;
        _length = list.Length;
        Depth0 = depth;
        _recurse = recurse;
    }

    public LoopState(IEnumerator<object?> items, int knownLength, int depth, Func<RenderContext, object?, int, object?>? recurse)
    {
        _items = items;
        _ahead = new Queue<object?>();
        _length = knownLength;
        Depth0 = depth;
        _recurse = recurse;
    }

    public string Description => "the loop";

    public int Index0 { get; private set; } = -1;

    public int Depth0 { get; }

    public object? Current => _list is null ? _current : _list[Index0];

    /// <summary>The item before the current one, which must not be the first.</summary>
    public object? Previous => _list is null ? _previous : _list[Index0 - 1];

    public bool IsLast => _list is null ? !Peek(out _) : Index0 + 1 >= _list.Length;

    public int Length
    {
        get
        {
            if (_length < 0)
            {
                while (_items!.MoveNext())
                    _ahead!.Enqueue(_items.Current);
                _length = Index0 + 1 + _ahead!.Count;
            }

            return _length;
        }
    }

    public bool MoveNext()
    {
        if (_list is not null)
        {
            if (Index0 + 1 >= _list.Length)
                return false;
            Index0++;
            return true;
        }

        if (!Peek(out var next))
            return false;
        _ahead!.Dequeue();
        _previous = _current;
        _current = next;
        Index0++;
        return true;
    }

    public bool Peek(out object? next)
    {
        if (_list is not null)
        {
            var isThere = Index0 + 1 < _list.Length;
            next = isThere ? _list[Index0 + 1] : null;
            return isThere;
        }

        if (_ahead!.Count == 0 && _items!.MoveNext())
            _ahead.Enqueue(_items.Current);
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
        if (_recurse is null)
            throw new RenderFault("Only the loop of a 'for ... recursive' can be called.");
        if (arguments.Positional.Length != 1 || arguments.Keywords.Length != 0)
            throw new RenderFault("loop(...) takes exactly one argument, the items to loop over.");
        return _recurse(context, arguments.Positional[0], Depth0 + 1);
    }

    public bool TryAttribute(string name, out object? value)
    {
        var attribute = Attribute(name);
        value = attribute?.Invoke(this);
        return attribute is not null;
    }

    /// <summary>How an attribute of a loop is read, or null where there is none of that name.</summary>
    public static Func<LoopState, object?>? Attribute(string name) => s_attributes.TryGetValue(name, out var read) ? read : null;
}
