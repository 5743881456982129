namespace Attune.Text.Templates.Values;

/// <summary>The fields of a dict that become values of the language only when they are asked for.</summary>
internal interface IDeferredFields
{
    /// <summary>The names, in order, each once.</summary>
    IEnumerable<string> Names { get; }

    bool TryGet(string name, out object? value);
}
