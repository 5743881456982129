using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Reading;

/// <summary>Reads messages in the form of OpenAI's protocol, which Hugging Face's templates share.</summary>
public static class MessageReader
{
    private static readonly HashSet<string> s_known =
        ["role", "content", "name", "reasoning_content", "reasoning", "thinking", "tool_plan", "tool_calls", "function_call", "tool_call_id", "weight"];

    /// <summary>
    /// Reads one message. Fields that it does not know become <see cref="Message.Extra"/>; a field that is null is as if it
    /// were not there (table formats fill missing fields with null).
    /// </summary>
    /// <param name="value">An object with <c>role</c> and the rest.</param>
    /// <exception cref="AttuneException">
    /// ATT3010, ATT3011: a field is missing or of another type. ATT4004: a tool call or a weight is not of the known form.
    /// </exception>
    public static Message Read(DataValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var (text, parts, other) = ReadContent(value.Optional("content"));
        var extra = Extra(value);
        if (other is not null)
            (extra ??= [])["content"] = other;
        return new Message(value.Required("role").AsString(), text)
        {
            Parts = parts,
            Name = value.Optional("name")?.AsString(),
            Reasoning = (value.Optional("reasoning_content") ?? value.Optional("reasoning") ?? value.Optional("thinking") ?? value.Optional("tool_plan"))?.AsString(),
            ToolCalls = ReadCalls(value),
            ToolCallId = value.Optional("tool_call_id")?.AsString(),
            IsLearned = Weight(value.Optional("weight")),
            Extra = extra,
        };
    }

    /// <summary>A text, parts, or what a tool gave back as it stands.</summary>
    private static (string? Text, IReadOnlyList<ContentPart>? Parts, object? Other) ReadContent(DataValue? content) => content?.Kind switch
    {
        null => (null, null, null),
        DataKind.String => (content.AsString(), null, null),
        DataKind.Array when content.Items.All(IsPart) => (null, [.. content.Items.Select(ReadPart)], null),
        _ => (null, null, content.ToPlain()),
    };

    private static bool IsPart(DataValue item) =>
        item.Kind == DataKind.String || (item.Kind == DataKind.Object && item["type"]?.Kind == DataKind.String);

    private static ContentPart ReadPart(DataValue part)
    {
        if (part.Kind == DataKind.String)
            return ContentPart.OfText(part.AsString());
        OrderedDictionary<string, object?>? extra = null;
        foreach (var (name, value) in part.Properties)
        {
            if (name is not ("type" or "text") && !value.IsNull)
                (extra ??= [])[name] = value.ToPlain();
        }

        return new ContentPart(part.Required("type").AsString(), part.Optional("text")?.AsString()) { Extra = extra };
    }

    private static IReadOnlyList<ToolCall>? ReadCalls(DataValue message)
    {
        if (message.Optional("tool_calls") is { } calls)
            return calls.Items.Count == 0 ? null : [.. calls.Items.Select(ToolCallReader.Read)];
        return message.Optional("function_call") is { } call ? [ToolCallReader.Read(call)] : null;
    }

    internal static bool Weight(DataValue? weight) => weight?.AsDouble() switch
    {
        null or 1 => true,
        0 => false,
        var other => throw DataErrors.At(
            weight, "ATT4004", FormattableString.Invariant($"The weight {other} of a message is neither 0 nor 1."),
            "Give 1 to a message that is learned and 0 to one that is not."),
    };

    private static OrderedDictionary<string, object?>? Extra(DataValue message)
    {
        OrderedDictionary<string, object?>? extra = null;
        foreach (var (name, value) in message.Properties)
        {
            if (!s_known.Contains(name) && !value.IsNull)
                (extra ??= [])[name] = value.ToPlain();
        }

        return extra;
    }
}
