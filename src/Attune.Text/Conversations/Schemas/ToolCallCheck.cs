namespace Attune.Text.Conversations.Schemas;

/// <summary>Checks the calls of a conversation against the tools it has, before anything is rendered.</summary>
internal static class ToolCallCheck
{
    /// <exception cref="AttuneException">
    /// ATT4005: a tool that is not defined is called. ATT4006: arguments are not as the tool's schema demands. ATT4007: the
    /// schema itself is damaged.
    /// </exception>
    public static void Check(Conversation conversation)
    {
        if (conversation.Tools.Count == 0)
            return;
        foreach (var tool in conversation.Tools)
            CheckSchema(tool.Name, tool.Parameters, "parameters");
        for (var i = 0; i < conversation.Messages.Count; i++)
        {
            foreach (var call in conversation.Messages[i].ToolCalls ?? [])
                CheckCall(conversation.Tools, call, i);
        }
    }

    private static void CheckCall(IReadOnlyList<ToolDefinition> tools, ToolCall call, int message)
    {
        var tool = tools.FirstOrDefault(one => one.Name == call.Name) ?? throw new AttuneException(
            "ATT4005", $"Message {message + 1} calls the tool '{call.Name}', which is not among the tools of the conversation.",
            $"Define it, or call one of {string.Join(", ", tools.Select(one => one.Name))}.");
        if (SchemaNode.Check(tool.Parameters, call.Arguments) is { } mismatch)
        {
            var place = mismatch.Path.Length == 0 ? "the whole" : $"'{mismatch.Path}'";
            throw new AttuneException(
                "ATT4006", $"Message {message + 1} calls '{call.Name}' with arguments that its schema does not allow: {place} {mismatch.Fact}.",
                "Correct the arguments, or the schema of the tool.");
        }
    }

    // Table formats fill fields that only other tools have with null: {"type": "string", "enum": null}.
    private static void CheckSchema(string tool, IReadOnlyDictionary<string, object?> schema, string path)
    {
        foreach (var field in schema)
        {
            if (field.Value is null && field.Key is not ("default" or "const" or "example" or "examples"))
            {
                throw new AttuneException(
                    "ATT4007", $"The schema of the tool '{tool}' has null at {path}.{field.Key}, which is no schema.",
                    "Leave the field out; where the file came from a table format, write it anew from its source.");
            }

            if (SchemaValues.AsObject(field.Value) is { } inner && field.Key is not ("default" or "const"))
                CheckSchema(tool, inner, path + "." + field.Key);
        }
    }
}
