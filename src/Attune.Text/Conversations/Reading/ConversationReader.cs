using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Reading;

/// <summary>Reads whole conversations.</summary>
public static class ConversationReader
{
    /// <summary>Reads the conversation of a row of the messages shape: <c>messages</c> and, if there are, <c>tools</c> and <c>documents</c>.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="AttuneException">ATT3010, ATT3011, ATT4004: it is not of that form; says where.</exception>
    public static Conversation Read(DataValue row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new Conversation([.. row.Required("messages").Items.Select(MessageReader.Read)])
        {
            Tools = ToolDefinitionReader.ReadAll(row.Optional("tools") ?? row.Optional("functions")),
            Variables = row.Optional("documents") is { } documents
                ? new Dictionary<string, object?> { ["documents"] = documents.ToPlain() }
                : null,
        };
    }
}
