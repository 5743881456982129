namespace Attune.Text.Templates.Syntax;

/// <summary>The names that a template, loop, macro or block binds; each has a slot in the frames of the scope.</summary>
internal sealed class Scope(Scope? parent, bool isMacro = false)
{
    private readonly Dictionary<string, int> _slots = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _startsUndefined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, NameBinding? Binding)> _bindings = [];

    public Scope? Parent { get; } = parent;

    /// <summary>Whether <c>caller</c>, <c>varargs</c> and <c>kwargs</c> belong to it.</summary>
    public bool IsMacro { get; } = isMacro;

    /// <summary>The ifs around the place where it was opened.</summary>
    public int Conditions { get; init; }

    public int Count => _slots.Count;

    public int Declare(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
            _slots[name] = slot = _slots.Count;
        _bindings.TryGetValue(name, out var binding);
        _bindings[name] = (binding.Count + 1, binding.Binding);
        return slot;
    }

    /// <summary>
    /// Declares a name that a statement sets. Where it is set for certain and not read before, Jinja knows no outer value
    /// of it, not even one that was given to the render: until it is set it is undefined.
    /// </summary>
    public int DeclareSet(string name, bool isCertain)
    {
        if (isCertain && !_slots.ContainsKey(name) && !_read.Contains(name))
            _startsUndefined.Add(name);
        return Declare(name);
    }

    /// <summary>Notes that the scope's own code reads a name.</summary>
    public void NoteRead(string name) => _read.Add(name);

    /// <summary>Takes back what <see cref="DeclareSet"/> found: the value that is assigned reads the name.</summary>
    public void StartsWithOuterValue(string name) => _startsUndefined.Remove(name);

    public bool StartsUndefined(string name) => _startsUndefined.Contains(name);

    /// <summary>Notes what a declared name stands for.</summary>
    public void Bind(string name, NameBinding binding) => _bindings[name] = (_bindings[name].Count, binding);

    /// <summary>What a name stands for, where one place alone binds it.</summary>
    public NameBinding? BindingOf(string name) => _bindings.TryGetValue(name, out var binding) && binding.Count == 1 ? binding.Binding : null;

    /// <summary>The slot of a name, or -1.</summary>
    public int Find(string name) => _slots.TryGetValue(name, out var slot) ? slot : -1;
}

/// <summary>What a name stands for.</summary>
/// <param name="Value">An expression outside of the scope.</param>
/// <param name="IsItem">Whether the name is one item after the other of that value, as in a loop.</param>
internal sealed record NameBinding(Expression Value, bool IsItem);
