namespace Attune.Text.Conversations;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>, or what else the template knows.</param>
/// <param name="Content">The text; null where there is none (a message that only calls tools).</param>
public sealed record Message(string Role, string? Content)
{
    /// <summary>The speaker's or tool's name, if any.</summary>
    public string? Name { get; init; }

    /// <summary>The reasoning before the answer; templates see it as <c>reasoning_content</c>.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The tool calls as templates see them: dictionaries with <c>id</c>, <c>type</c> and <c>function</c>.</summary>
    public IReadOnlyList<object?>? ToolCalls { get; init; }

    /// <summary>Further fields. A field <c>content</c> here replaces <see cref="Content"/>: a list of parts, for instance.</summary>
    public IReadOnlyDictionary<string, object?>? Extra { get; init; }

    /// <summary>The message's fields in the order in which a template that prints the whole message shows them.</summary>
    internal List<KeyValuePair<string, object?>> ToFields()
    {
        var fields = new List<KeyValuePair<string, object?>> { new("role", Role) };
        if (Extra?.ContainsKey("content") != true)
            fields.Add(new("content", Content));
        if (Name is not null)
            fields.Add(new("name", Name));
        if (Reasoning is not null)
            fields.Add(new("reasoning_content", Reasoning));
        if (ToolCalls is not null)
            fields.Add(new("tool_calls", ToolCalls));
        if (Extra is not null)
            fields.AddRange(Extra);
        return fields;
    }
}
