using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Builtins;

/// <summary>Builtins by name.</summary>
internal sealed class BuiltinTable
{
    private readonly Dictionary<string, Builtin> _byName = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public Builtin? Find(string name) => _byName.TryGetValue(name, out var builtin) ? builtin : null;

    public BuiltinTable Add(string name, string parameters, Func<RenderContext, BoundArguments, object?> body)
    {
        _byName.Add(name, new Builtin(name, parameters, body));
        return this;
    }

    /// <summary>Adds a builtin that is mostly used on one value alone, with a body for that.</summary>
    public BuiltinTable Add(
        string name, string parameters, Func<RenderContext, BoundArguments, object?> body, Func<RenderContext, object?, object?> ofOne)
    {
        _byName.Add(name, new Builtin(name, parameters, body) { OfOne = ofOne });
        return this;
    }

    /// <summary>Adds a test of one value that needs nothing of the render.</summary>
    public BuiltinTable AddPredicate(string name, Func<object?, bool> predicate)
    {
        _byName.Add(name, new Builtin(name, "value", (_, a) => Truth.Box(predicate(a[0]))) { Predicate = predicate });
        return this;
    }

    public BuiltinTable Alias(string alias, string name)
    {
        _byName.Add(alias, _byName[name]);
        return this;
    }
}
