namespace Attune.Text.Conversations;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>, or what else the template knows.</param>
/// <param name="Content">The text; null where there is none (a message that only calls tools).</param>
public sealed record Message(string Role, string? Content)
{
    /// <summary>The content in several parts; templates then see these in place of <see cref="Content"/>.</summary>
    public IReadOnlyList<ContentPart>? Parts { get; init; }

    /// <summary>The speaker's or tool's name, if any.</summary>
    public string? Name { get; init; }

    /// <summary>The reasoning before the answer; templates see it as <c>reasoning_content</c>.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The tools that the message calls, in order.</summary>
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>The id of the call that a message of role <c>tool</c> answers.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Whether the message may be learned, if it is the assistant's: <c>weight</c> 1 or 0 in OpenAI's files. Templates do not see it.</summary>
    /// <value>Default true.</value>
    public bool IsLearned { get; init; } = true;

    /// <summary>
    /// Further fields, as templates see them. A field <c>content</c> or <c>tool_calls</c> here replaces that of the message.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Extra { get; init; }

    /// <summary>The message's fields in the order in which a template that prints the whole message shows them.</summary>
    /// <param name="textArguments">Whether the arguments of tool calls are given as JSON text.</param>
    internal List<KeyValuePair<string, object?>> ToFields(bool textArguments = false)
    {
        var fields = new List<KeyValuePair<string, object?>> { new("role", Role) };
        Add("content", Parts is null ? Content : Parts.Select(part => (object?)part.ToFields()).ToList(), evenIfNull: true);
        Add("name", Name);
        Add("reasoning_content", Reasoning);
        Add("tool_calls", ToolCalls?.Select(call => (object?)call.ToFields(textArguments)).ToList());
        Add("tool_call_id", ToolCallId);
        if (Extra is not null)
            fields.AddRange(Extra);
        return fields;

        void Add(string name, object? value, bool evenIfNull = false)
        {
            if ((value is not null || evenIfNull) && Extra?.ContainsKey(name) != true)
                fields.Add(new(name, value));
        }
    }
}
