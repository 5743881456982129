using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>A value that a template can call.</summary>
internal interface ICallable
{
    /// <summary>What error messages call it, such as <c>the function 'range'</c>.</summary>
    string Description { get; }

    object? Call(RenderContext context, Arguments arguments);
}
