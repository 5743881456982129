using System.Text.Json;
using Attune.Cli.Rows;
using Attune.Text;

namespace Attune.Cli.Templates;

/// <summary>Writes the origins of a text with positions in code points.</summary>
internal static class SpanWriter
{
    public static void Write(SpannedText text, JsonLine json)
    {
        var points = new CodePointCounter(text.Text);
        json.Name("spans").BeginArray();
        foreach (var span in text.Spans)
        {
            json.BeginObject().Name("start").Value(points.At(span.Start)).Name("end").Value(points.At(span.End));
            WriteOrigin(span.Origin, json);
            json.EndObject();
        }

        json.EndArray();
        if (text.Generations.Count == 0)
            return;
        json.Name("generations").BeginArray();
        foreach (var range in text.Generations)
            json.BeginArray().Value(points.At(range.Start)).Value(points.At(range.End)).EndArray();
        json.EndArray();
    }

    private static void WriteOrigin(Origin origin, JsonLine json)
    {
        json.Name("literal").Value(origin.IsTemplate);
        if (origin.IsTemplate)
            return;
        if (origin.MessageIndex >= 0)
            json.Name("message").Value(origin.MessageIndex);
        json.Name("part").Value(JsonNamingPolicy.SnakeCaseLower.ConvertName(origin.Part.ToString()));
        if (origin.Part is MessagePart.ToolCall or MessagePart.ToolCallName or MessagePart.ToolCallArguments or MessagePart.ToolDefinition || origin.Item > 0)
            json.Name("item").Value(origin.Item);
    }
}
