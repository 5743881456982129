using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The fields of a dict that have all the mark of the dict.</summary>
internal sealed class ContextFields : IDeferredFields
{
    public static ContextFields Instance { get; } = new();

    public object? Convert(IReadOnlyDictionary<string, object?> source, string name, object? value, Mark mark) => ContextValues.Convert(value, mark);

    public IDeferredFields After(string name, object? value) => this;
}
