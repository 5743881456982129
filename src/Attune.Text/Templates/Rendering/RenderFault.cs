namespace Attune.Text.Templates.Rendering;

/// <summary>An error without a place; the render adds the place of the node that was at work.</summary>
internal sealed class RenderFault(string message, bool raisedByTemplate = false) : Exception(message)
{
    public bool RaisedByTemplate { get; } = raisedByTemplate;
}
