using Attune.Generators.Emission;

namespace Attune.Generators.Datasets;

/// <summary>Writes what rows of a shape have in place of fields of the user's: the parts of what the row becomes.</summary>
internal static class ShapedDatasetEmitter
{
    private const string Rows = "global::Attune.Definitions.ConversationRows";
    private const string Shaped = "global::Attune.Definitions.ShapedRows";

    public static void WriteProperties(CodeWriter writer, DatasetModel model)
    {
        var content = DatasetShapes.Content(model.Content!);
        foreach (var property in content.Properties)
        {
            writer.Line($"/// <summary>{property.Summary}</summary>");
            writer.Line($"public required {property.Type} {property.Name} {{ get; init; }}");
            writer.Line();
        }

        if (!model.IsRowOf)
            return;
        writer.Line($"{content.FullName} global::Attune.IRowOf<{content.FullName}>.Content => {content.Read("this")};");
        writer.Line();
    }

    public static void WriteDefinition(CodeWriter writer, DatasetModel model)
    {
        var (row, content) = (model.Type.FullName, DatasetShapes.Content(model.Content!));
        var read = $"static row => {content.Read("row")}";
        var types = $"{content.FullName}, {row}";
        writer.Line($"Shaped = new global::Attune.Definitions.ShapedRows<{types}>({content.Create(row)}),");
        writer.Line($"Variables = {Rows}.Variables,");
        if (content == ShapeContent.Conversation)
        {
            writer.Line($"Shape = {Rows}.Shape<{row}>({Literal.Of(model.Type.Name)}, {content.Create(row)}, {read}),");
            writer.Line($"Conversation = {read},");
            writer.Line($"Completion = static row => {Rows}.Answer(row.Conversation),");
        }
        else
        {
            writer.Line($"Shape = {Shaped}.Shape<{types}>({Literal.Of(model.Type.Name)}, {content.Create(row)}, {read}, global::Attune.Text.Datasets.Shapes.ContentJson.Write),");
            writer.Line($"Completion = {Shaped}.NoCompletion,");
        }
    }
}
