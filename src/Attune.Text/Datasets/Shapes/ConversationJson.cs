using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>Writes conversations as the messages shape has them.</summary>
public static class ConversationJson
{
    /// <summary>Writes an object with <c>messages</c> and, if there are, <c>tools</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="conversation">The conversation.</param>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        writer.WriteStartObject();
        WriteMessages(writer, "messages", conversation.Messages);
        WriteTools(writer, conversation);
        writer.WriteEndObject();
    }

    /// <summary>Writes messages as a property.</summary>
    internal static void WriteMessages(Utf8JsonWriter writer, string name, IReadOnlyList<Message> messages)
    {
        writer.WriteStartArray(name);
        foreach (var message in messages)
        {
            var fields = Fields(message);
            if (!message.IsLearned)
                fields.Add(new("weight", 0L));
            Write(writer, fields);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what a conversation has besides its messages.</summary>
    internal static void WriteTools(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Tools.Count > 0)
        {
            writer.WritePropertyName("tools");
            Write(writer, conversation.Tools.Select(tool => (object?)tool.ToFields()));
        }

        if (conversation.Variables is { Count: > 0 } variables)
        {
            writer.WritePropertyName("chat_template_kwargs");
            Write(writer, variables);
        }
    }

    /// <summary>What a message says, in the names of the messages shape.</summary>
    internal static List<KeyValuePair<string, object?>> Fields(Message message)
    {
        var fields = new List<KeyValuePair<string, object?>> { new("role", message.Role) };
        if (message.Extra?.ContainsKey("content") != true)
            fields.Add(new("content", message.Parts is { } parts ? parts.Select(part => (object?)part.ToFields()).ToList() : message.Content));
        if (message.Name is { } name)
            fields.Add(new("name", name));
        if (message.Reasoning is { } reasoning)
            fields.Add(new("reasoning_content", reasoning));
        if (message.ToolCalls is { } calls)
            fields.Add(new("tool_calls", calls.Select(call => (object?)call.ToFields(textArguments: false)).ToList()));
        if (message.ToolCallId is { } id)
            fields.Add(new("tool_call_id", id));
        fields.AddRange(message.Extra ?? Enumerable.Empty<KeyValuePair<string, object?>>());
        return fields;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long or int or BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case IEnumerable<KeyValuePair<string, object?>> map:
                writer.WriteStartObject();
                foreach (var (name, item) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} has no form in JSON.", nameof(value));
        }
    }
}
