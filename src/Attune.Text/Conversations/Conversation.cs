namespace Attune.Text.Conversations;

/// <summary>A whole conversation: what a row of a dataset or a request is.</summary>
/// <param name="Messages">The messages in order.</param>
public sealed record Conversation(IReadOnlyList<Message> Messages)
{
    /// <summary>The tools that the assistant may call; templates see them as <c>tools</c>.</summary>
    /// <value>None.</value>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>Further variables of the template (<c>documents</c>, <c>enable_thinking</c>).</summary>
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }

    /// <summary>What a template sees besides the messages; null where that is nothing.</summary>
    internal IReadOnlyDictionary<string, object?>? ToVariables()
    {
        if (Tools.Count == 0)
            return Variables;
        var all = new Dictionary<string, object?>();
        if (Variables is not null)
        {
            foreach (var variable in Variables)
                all[variable.Key] = variable.Value;
        }

        all["tools"] = Tools.Select(tool => (object?)tool.ToFields()).ToList();
        return all;
    }
}
