using System.Text.Json;

namespace Attune.Text.Datasets.Shapes;

/// <summary>Writes what rows become as the plainest form of its shape, which reads back as the same.</summary>
public static class ContentJson
{
    /// <summary>Writes <c>prompt</c>, <c>chosen</c>, <c>rejected</c>, each as messages.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="content">The pair.</param>
    public static void Write(Utf8JsonWriter writer, PreferencePair content)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(content);
        writer.WriteStartObject();
        ConversationJson.WriteMessages(writer, "prompt", content.Prompt.Messages);
        ConversationJson.WriteMessages(writer, "chosen", content.Chosen);
        ConversationJson.WriteMessages(writer, "rejected", content.Rejected);
        ConversationJson.WriteTools(writer, content.Prompt);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>prompt</c> and <c>completion</c> as messages, and <c>label</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="content">The judged answer.</param>
    public static void Write(Utf8JsonWriter writer, JudgedAnswer content)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(content);
        writer.WriteStartObject();
        ConversationJson.WriteMessages(writer, "prompt", content.Prompt.Messages);
        ConversationJson.WriteMessages(writer, "completion", content.Answer);
        writer.WriteBoolean("label", content.IsGood);
        ConversationJson.WriteTools(writer, content.Prompt);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>anchor</c>, <c>positive</c>, and where there are, <c>negatives</c> and <c>score</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="content">The example.</param>
    public static void Write(Utf8JsonWriter writer, EmbeddingExample content)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(content);
        writer.WriteStartObject();
        writer.WriteString("anchor", content.Anchor);
        writer.WriteString("positive", content.Positive);
        if (content.Negatives.Count > 0)
        {
            writer.WriteStartArray("negatives");
            foreach (var negative in content.Negatives)
                writer.WriteStringValue(negative);
            writer.WriteEndArray();
        }

        if (content.Score is { } score)
            writer.WriteNumber("score", score);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>text</c> and <c>label</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="content">The labelled text.</param>
    public static void Write(Utf8JsonWriter writer, LabelledText content)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(content);
        writer.WriteStartObject();
        writer.WriteString("text", content.Text);
        writer.WriteString("label", content.Label);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>text</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="content">The text.</param>
    public static void Write(Utf8JsonWriter writer, PlainText content)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(content);
        writer.WriteStartObject();
        writer.WriteString("text", content.Text);
        writer.WriteEndObject();
    }
}
