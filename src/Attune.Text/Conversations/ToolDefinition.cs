namespace Attune.Text.Conversations;

/// <summary>A tool that the model may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, for the model to read; null where nothing is said.</param>
/// <param name="Parameters">
/// The JSON Schema of its arguments: an object schema of strings, numbers, booleans, null, lists and dictionaries.
/// </param>
public sealed record ToolDefinition(string Name, string? Description, IReadOnlyDictionary<string, object?> Parameters)
{
    /// <summary>Further fields of the function (<c>strict</c>, <c>return</c>), as templates see them.</summary>
    public IReadOnlyDictionary<string, object?>? Extra { get; init; }

    /// <summary>The tool as OpenAI's protocol and templates have it: <c>type</c> and <c>function</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> ToFields()
    {
        var function = new List<KeyValuePair<string, object?>> { new("name", Name) };
        if (Description is not null)
            function.Add(new("description", Description));
        function.Add(new("parameters", Parameters));
        if (Extra is not null)
            function.AddRange(Extra);
        return [new("type", "function"), new("function", function)];
    }
}
