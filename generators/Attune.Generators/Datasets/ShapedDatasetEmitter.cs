using Attune.Generators.Emission;

namespace Attune.Generators.Datasets;

/// <summary>Writes what rows of a shape have in place of fields: a conversation.</summary>
internal static class ShapedDatasetEmitter
{
    private const string Conversation = "global::Attune.Text.Conversations.Conversation";
    private const string Rows = "global::Attune.Definitions.ConversationRows";

    public static void WriteConversation(CodeWriter writer)
    {
        writer.Line("/// <summary>All of the row: its messages, the answer last, and its tools.</summary>");
        writer.Line($"public required {Conversation} {DatasetShapes.Property} {{ get; init; }}");
        writer.Line();
    }

    public static void WriteDefinition(CodeWriter writer, DatasetModel model)
    {
        var row = model.Type.FullName;
        var create = $"static conversation => new {row} {{ {DatasetShapes.Property} = conversation }}";
        var read = $"static row => row.{DatasetShapes.Property}";
        writer.Line($"Shape = {Rows}.Shape<{row}>({Literal.Of(model.Type.Name)}, {create}, {read}),");
        writer.Line($"Create = {create},");
        writer.Line($"Conversation = {read},");
        writer.Line($"Variables = {Rows}.Variables,");
        writer.Line($"Completion = static row => {Rows}.Answer(row.{DatasetShapes.Property}),");
    }
}
