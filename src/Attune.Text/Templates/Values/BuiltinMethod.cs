using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>A function of the language itself, possibly bound to the value whose method it is.</summary>
internal sealed class BuiltinMethod(string name, Func<RenderContext, Arguments, object?> body) : ICallable
{
    public string Name { get; } = name;

    public string Description => $"the function '{Name}'";

    public object? Call(RenderContext context, Arguments arguments) => body(context, arguments);
}
