namespace Attune.Text.Templates.Values;

/// <summary>The one value whose attributes a template may set.</summary>
internal sealed class Namespace
{
    public TemplateDictionary Attributes { get; } = new();
}
