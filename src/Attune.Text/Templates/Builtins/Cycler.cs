using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>What <c>cycler(...)</c> makes: gives its values in turn.</summary>
internal sealed class Cycler(object?[] items)
{
    private int _at;

    public object? Attribute(string name) => name switch
    {
        "current" => items[_at],
        "next" => new BuiltinMethod("cycler.next", (_, _) => Next()),
        "reset" => new BuiltinMethod("cycler.reset", (_, _) => Reset()),
        _ => null,
    };

    private object? Next()
    {
        var value = items[_at];
        _at = (_at + 1) % items.Length;
        return value;
    }

    private object? Reset()
    {
        _at = 0;
        return null;
    }
}

/// <summary>What <c>joiner(sep)</c> makes: nothing when first called, then the separator.</summary>
internal sealed class Joiner(SpannedString separator) : ICallable
{
    private bool _used;

    public string Description => "the joiner";

    public object? Call(RenderContext context, Arguments arguments)
    {
        if (_used)
            return separator;
        _used = true;
        return SpannedString.Empty;
    }
}
