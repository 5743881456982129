using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>
/// Where the value of a name is: the slots of that name from the innermost scope outwards (the first that is set counts),
/// and last the variables given to the render.
/// </summary>
internal sealed class VariableReference(string name, string? alias, Scope scope, SourceRange range)
{
    private (int Depth, int Slot)[] _candidates = [];
    private bool _isFree = true;
    private int _depth;
    private int _slot;
    private int _global = -1;
    private int _aliasGlobal = -1;
    private bool _startsUndefined;
    private readonly Undefined _undefined = Undefined.Name(name);

    public string Name { get; } = name;

    /// <summary>Another name for the same variable, which is looked up where the first is not given; or null.</summary>
    public string? Alias { get; } = alias;

    public SourceRange Range { get; } = range;

    /// <summary>Whether this place copes with an undefined value.</summary>
    public bool IsOptional { get; set; }

    /// <summary>Whether no scope of the template binds the name.</summary>
    public bool IsFree => _isFree;

    /// <summary>What the template binds the name to, where that is one expression.</summary>
    public NameBinding? Binding
    {
        get
        {
            for (var at = scope; at is not null; at = at.Parent)
            {
                if (at.Find(Name) >= 0)
                    return at.BindingOf(Name);
            }

            return null;
        }
    }

    /// <summary>Finds the slots; called once, when the whole template has been read.</summary>
    public void Bind(Func<string, int> global)
    {
        var candidates = new List<(int, int)>();
        var depth = 0;
        for (var at = scope; at is not null; at = at.Parent)
        {
            if (at.Find(Name) is var slot and >= 0)
            {
                candidates.Add((depth, slot));
                _startsUndefined = at.StartsUndefined(Name);
            }

            if (at.Count > 0)
                depth++;
        }

        _candidates = [.. candidates];
        _isFree = candidates.Count == 0;
        if (!_isFree)
            (_depth, _slot) = _candidates[0];
        _global = global(Name);
        if (Alias is not null)
            _aliasGlobal = global(Alias);
    }

    public object? Read(RenderContext context)
    {
        if (_isFree)
            return Given(context);
        var frame = context.Frame;
        for (var depth = _depth; depth > 0; depth--)
            frame = frame.Parent!;
        ref readonly var slot = ref frame.Slots[_slot];
        return slot.IsSet ? slot.Value : ReadOuter(context, frame);
    }

    private object? ReadOuter(RenderContext context, Frame frame)
    {
        for (var i = 1; i < _candidates.Length; i++)
        {
            for (var depth = _candidates[i - 1].Depth; depth < _candidates[i].Depth; depth++)
                frame = frame.Parent!;
            ref readonly var slot = ref frame.Slots[_candidates[i].Slot];
            if (slot.IsSet)
                return slot.Value;
        }

        return _startsUndefined ? _undefined : Given(context);
    }

    private object? Given(RenderContext context)
    {
        var given = context.Global(_global);
        return _aliasGlobal >= 0 && given is Undefined ? context.Global(_aliasGlobal) : given;
    }
}
