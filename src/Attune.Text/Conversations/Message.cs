using Attune.Text.Conversations.Forms;

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

    /// <summary>The reasoning before the answer; templates see it by the name that they read, as <c>reasoning_content</c> if none.</summary>
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
    /// <param name="forms">The forms that the template takes.</param>
    /// <param name="index">The message's index in the conversation.</param>
    internal List<KeyValuePair<string, object?>> ToFields(MessageForms forms, int index)
    {
        var fields = new List<KeyValuePair<string, object?>> { new("role", Role) };
        if (Extra?.ContainsKey("content") != true)
            fields.Add(new("content", ContentForm.Of(this, index, forms)));
        Add("name", Name);
        if (Reasoning is not null)
            Add(forms.ReasoningName, Reasoning);
        Add("tool_calls", ToolCalls?.Select(call => (object?)call.ToFields(forms.WantsTextArguments)).ToList());
        Add("tool_call_id", ToolCallId);
        if (Extra is not null)
            fields.AddRange(Extra);
        return fields;

        void Add(string name, object? value)
        {
            if (value is not null && Extra?.ContainsKey(name) != true)
                fields.Add(new(name, value));
        }
    }
}
