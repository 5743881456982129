namespace Attune.Text.Templates.Rendering;

/// <summary>An error without a place; the render adds the place of the node that was at work.</summary>
internal sealed class RenderFault(string message, bool raisedByTemplate = false, string code = RenderFault.General) : Exception(message)
{
    public const string General = "ATT4002";
    public const string UnknownField = "ATT4013";

    public string Code { get; } = code;

    public bool RaisedByTemplate { get; } = raisedByTemplate;
}
