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
            json.Name("literal").Value(span.Origin.IsTemplate);
            if (!span.Origin.IsTemplate)
                json.Name("message").Value(span.Origin.MessageIndex).Name("part").Value(NameOf(span.Origin.Part));
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

    private static string NameOf(MessagePart part) => part switch
    {
        MessagePart.Content => "content",
        MessagePart.Reasoning => "reasoning",
        MessagePart.ToolCall => "tool_call",
        MessagePart.ToolResult => "tool_result",
        _ => "other",
    };
}
