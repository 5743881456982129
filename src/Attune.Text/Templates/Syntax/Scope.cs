namespace Attune.Text.Templates.Syntax;

/// <summary>The names that a template, loop, macro or block binds; each has a slot in the frames of the scope.</summary>
internal sealed class Scope(Scope? parent, bool isMacro = false)
{
    private readonly Dictionary<string, int> _slots = [];

    public Scope? Parent { get; } = parent;

    /// <summary>Whether <c>caller</c>, <c>varargs</c> and <c>kwargs</c> belong to it.</summary>
    public bool IsMacro { get; } = isMacro;

    public int Count => _slots.Count;

    public int Declare(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
            _slots[name] = slot = _slots.Count;
        return slot;
    }

    /// <summary>The slot of a name, or -1.</summary>
    public int Find(string name) => _slots.TryGetValue(name, out var slot) ? slot : -1;
}
