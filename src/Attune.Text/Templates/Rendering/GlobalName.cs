using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>A name that only a render gives a value, with what does not depend on the render.</summary>
internal sealed class GlobalName(string name)
{
    private readonly object? _function = GlobalFunctions.Find(name);
    private readonly Undefined _undefined = Undefined.Name(name);
    private readonly bool _isMessages = name == "messages";
    private readonly bool _isTools = name == "tools";

    public string Name { get; } = name;

    /// <summary>Its value where it is a variable of a tracked render.</summary>
    public object? Track(object? value, MessageFields fields) =>
        _isMessages ? MessageValues.Convert(value, fields)
        : _isTools ? ItemValues.Convert(value, new Mark(-1, MessagePart.ToolDefinition))
        : ContextValues.Convert(value, Mark.Variable);

    /// <summary>Its value where no variable has the name.</summary>
    public object WhereMissing(bool knowsFunctions, RenderOptions options) => !knowsFunctions || _function is null ? _undefined
        : Name == GlobalFunctions.Clock && options.Clock is null ? GlobalFunctions.NoClock
        : _function;
}
