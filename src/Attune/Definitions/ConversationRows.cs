using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Shapes;

namespace Attune.Definitions;

/// <summary>What generated code calls for datasets whose rows are conversations of a known shape.</summary>
public static class ConversationRows
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>();

    /// <summary>Reads and writes rows in the messages shape.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="create">Makes a row of a conversation.</param>
    /// <param name="conversation">The conversation of a row.</param>
    public static RecordShape<TRow> Shape<TRow>(string name, Func<Conversation, TRow> create, Func<TRow, Conversation> conversation)
    {
        var messages = (IDatasetShape<Conversation>)DatasetShapes.Choose(DatasetShape.Messages, []);
        return new RecordShape<TRow>(
            name,
            value => create(messages.Read(new DatasetRow(value.File, value.Line, value), new ShapeOptions())),
            (writer, row) => ConversationJson.Write(writer, conversation(row)));
    }

    /// <summary>The text of the answer that a conversation ends with.</summary>
    /// <param name="conversation">The conversation.</param>
    public static string Answer(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return conversation.Messages[^1].Content ?? "";
    }

    /// <summary>A conversation has no fields that a template could use.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="row">The row.</param>
    public static IReadOnlyDictionary<string, object?> Variables<TRow>(TRow row) => NoVariables;
}
