namespace Attune;

/// <summary>
/// Makes a method a tool that a model may call. Its type, which must be partial, gets a static property <c>Tools</c> with
/// the definitions of all its tools: a JSON Schema of the parameters, with the descriptions of <c>[Description]</c> or of
/// the XML documentation. A parameter with a default is optional; a <see cref="CancellationToken"/> is left out.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolAttribute : Attribute
{
    /// <summary>The name that the model calls.</summary>
    /// <value>Null by default: the method's name as <c>get_weather</c>, without <c>Async</c> at its end.</value>
    public string? Name { get; set; }
}
