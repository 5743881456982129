using Attune.Text.Conversations;
using Attune.Text.Conversations.Reading;

namespace Attune.Text.Datasets.Shapes;

/// <summary>
/// Reads the messages that shapes are made of: <c>role</c> and <c>content</c> or <c>from</c> and <c>value</c>, with the
/// fields by which tools say what is learned (<c>weight</c>, <c>loss</c>, <c>train</c>, <c>training</c>,
/// <c>loss_weight</c>).
/// </summary>
internal static class TurnReader
{
    private static readonly string[] Learning = ["loss", "loss_weight", "train", "training"];

    /// <summary>A list of messages; the first may be the system's, given beside the list.</summary>
    public static List<Message> ReadAll(DataValue list, ShapeOptions options, DataValue? system = null)
    {
        var messages = new List<Message>();
        foreach (var item in list.Items)
            messages.Add(Read(item, options));
        if (messages.Count == 0)
            throw DataErrors.At(list, DataErrors.Incomplete, "The conversation has no messages.", "Write them, or delete the row.");
        if (system is { IsNull: false } && system.AsString().Length > 0)
        {
            if (messages[0].Role == "system")
                throw DataErrors.At(system, DataErrors.Incomplete, "The row has two system messages: 'system' and the first of its messages.", "Remove one of the two.");
            messages.Insert(0, new Message("system", system.AsString()));
        }

        return messages;
    }

    /// <summary>A text is one message of that role, an object is one message, and a list is its messages.</summary>
    public static List<Message> ReadTurns(DataValue value, string role, ShapeOptions options) => value switch
    {
        _ when RowSample.IsList(value) => ReadAll(value, options),
        { Kind: DataKind.Object } => [Read(value, options)],
        _ => [new Message(role, value.AsString())],
    };

    public static Message Read(DataValue value, ShapeOptions options)
    {
        var message = value["from"] is null ? MessageReader.Read(value) : ReadFrom(value);
        message = WithTextOfParts(message);
        var role = options.Roles.Find(value["from"] ?? value.Required("role"));
        message = message with { Role = role, IsLearned = message.IsLearned && IsLearned(value), Extra = WithoutLearning(message.Extra) };
        if (role == RoleNames.FunctionCall)
            return Call(message, value);
        if (message is { Content: null, Parts: null, ToolCalls: null } && message.Extra?.ContainsKey("content") != true)
        {
            throw DataErrors.At(
                value, DataErrors.Incomplete, $"The message of the {role} has neither text nor tool calls.", "Write its 'content', or remove the message.");
        }

        return message;
    }

    /// <summary>What comes before the question of a row: its <c>system</c> and its <c>history</c> of pairs.</summary>
    public static List<Message> Before(DataValue row)
    {
        var messages = new List<Message>();
        if (row.Optional("system")?.AsString() is { Length: > 0 } system)
            messages.Add(new Message("system", system));
        foreach (var turn in row.Optional("history")?.Items ?? [])
        {
            if (turn.Items.Count != 2)
                throw DataErrors.At(turn, DataErrors.Incomplete, "A turn of 'history' is not a pair.", "Write [\"user\", \"assistant\"].");
            messages.Add(new Message("user", turn.Items[0].AsString()));
            messages.Add(new Message("assistant", turn.Items[1].AsString()));
        }

        return messages;
    }

    /// <summary>The conversation, which must end with what is to be learned.</summary>
    public static Conversation Answered(List<Message> messages, DataValue row) => messages[^1].Role == "assistant"
        ? new Conversation(messages) { Tools = Tools(row), Variables = Variables(row) }
        : throw DataErrors.At(
            row, DataErrors.Incomplete, $"The conversation ends with a message of the {messages[^1].Role}, and not with the assistant's answer.",
            "Add the answer, or remove the messages after the last one.");

    /// <summary>Messages that are answered elsewhere, with the row's tools.</summary>
    public static Conversation Prompt(List<Message> messages, DataValue row) =>
        new(messages) { Tools = Tools(row), Variables = Variables(row) };

    private static IReadOnlyList<ToolDefinition> Tools(DataValue row) => ToolDefinitionReader.ReadAll(row.Optional("tools") ?? row.Optional("functions"));

    private static Dictionary<string, object?>? Variables(DataValue row)
    {
        Dictionary<string, object?>? variables = null;
        foreach (var name in (ReadOnlySpan<string>)["documents", "parallel_tool_calls"])
        {
            if (row.Optional(name) is { } value)
                (variables ??= [])[name] = value.ToPlain();
        }

        if (row.Optional("chat_template_kwargs") is { } more)
        {
            foreach (var (name, value) in more.Properties)
                (variables ??= [])[name] = value.ToPlain();
        }

        return variables;
    }

    private static Message ReadFrom(DataValue value) => new("", value.Optional("value")?.AsString())
    {
        IsLearned = MessageReader.Weight(value.Optional("weight")),
    };

    private static Message Call(Message message, DataValue value)
    {
        var text = message.Content ?? "";
        try
        {
            var parsed = new JsonTextParser(text, "").ParseWhole();
            IEnumerable<DataValue> calls = parsed.Kind == DataKind.Array ? parsed.Items : [parsed];
            return message with { Role = "assistant", Content = null, ToolCalls = [.. calls.Select(ToolCallReader.Read)] };
        }
        catch (AttuneException mistake)
        {
            throw DataErrors.At(
                value, DataErrors.Incomplete, $"The text of a function call is not one: {mistake.Fact}",
                "Write an object with 'name' and 'arguments' as JSON.");
        }
    }

    private static bool IsLearned(DataValue message)
    {
        foreach (var name in Learning)
        {
            if (message.Optional(name) is not { } value)
                continue;
            if (value.Kind == DataKind.Boolean ? !value.AsBoolean() : !MessageReader.Weight(value))
                return false;
        }

        return true;
    }

    /// <summary>One part of text is a text; LLaMA-Factory calls the text of a part <c>value</c>.</summary>
    private static Message WithTextOfParts(Message message)
    {
        if (message.Parts is not { Count: > 0 })
            return message;
        var parts = message.Parts.Select(part =>
            part is { Type: "text", Text: null, Extra: not null } && part.Extra.GetValueOrDefault("value") is string text ? ContentPart.OfText(text) : part).ToList();
        return parts is [{ Type: "text", Text: { } only, Extra: null }]
            ? message with { Content = only, Parts = null }
            : message with { Parts = parts };
    }

    private static IReadOnlyDictionary<string, object?>? WithoutLearning(IReadOnlyDictionary<string, object?>? extra)
    {
        if (extra is null || !Learning.Any(extra.ContainsKey))
            return extra;
        var rest = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in extra)
        {
            if (!Learning.Contains(name))
                rest[name] = value;
        }

        return rest.Count == 0 ? null : rest;
    }
}
