using System.Text.Json;
using Attune.Text.Conversations;

namespace Attune.Server.OpenAi.Chat;

/// <summary>Reads the messages of a chat request. Their content is data: what looks like a special token stays text.</summary>
internal static class ChatMessages
{
    public static Conversation Read(RequestFields fields)
    {
        if (fields.Find("messages") is not { } value)
            throw RequestFields.Missing("messages");
        if (value.ValueKind != JsonValueKind.Array)
            throw RequestFields.WrongType("messages", "an array", value);
        if (value.GetArrayLength() == 0)
            throw ApiException.Invalid("'messages' is empty; at least one message is needed.", "messages", "empty_array");
        return new Conversation([.. value.EnumerateArray().Select(ReadMessage)]);
    }

    private static Message ReadMessage(JsonElement json, int index)
    {
        var path = $"messages[{index}]";
        if (json.ValueKind != JsonValueKind.Object)
            throw RequestFields.WrongType(path, "an object", json);
        var fields = new RequestFields(json, path + ".");
        var role = ReadRole(fields);
        if (fields.Find("tool_calls") is not null || fields.Find("function_call") is not null)
            throw ApiException.Invalid($"'{path}' calls tools, which this server does not support.", path, "unsupported_value");
        var message = new Message(role, null) { Name = fields.Text("name") };
        if (fields.Find("content") is not { } content)
            throw RequestFields.Missing(fields.PathOf("content"));
        if (content.ValueKind != JsonValueKind.Array)
            return message with { Content = TextOrParts(content, fields.PathOf("content")) };
        var parts = content.EnumerateArray().Select((part, i) => ReadPart(part, $"{path}.content[{i}]")).ToList();
        return parts.Count == 1 ? message with { Content = parts[0] } : message with { Parts = parts.ConvertAll(ContentPart.OfText) };
    }

    private static string TextOrParts(JsonElement content, string path) => content.ValueKind == JsonValueKind.String
        ? RequestFields.TextOf(content, path)
        : throw RequestFields.WrongType(path, "a string or an array of parts", content);

    /// <summary>OpenAI's newer models take <c>developer</c> for what templates call <c>system</c>.</summary>
    private static string ReadRole(RequestFields fields) => fields.RequiredText("role") switch
    {
        "developer" => "system",
        "system" or "user" or "assistant" => fields.RequiredText("role"),
        "tool" or "function" => throw ApiException.Invalid(
            $"'{fields.PathOf("role")}' is a tool's, and tools are not supported by this server.", fields.PathOf("role"), "unsupported_value"),
        var other => throw ApiException.Invalid(
            $"'{fields.PathOf("role")}' is '{other}'; it must be system, developer, user or assistant.", fields.PathOf("role"), "invalid_value"),
    };

    private static string ReadPart(JsonElement part, string path)
    {
        if (part.ValueKind != JsonValueKind.Object)
            throw RequestFields.WrongType(path, "an object", part);
        var fields = new RequestFields(part, path + ".");
        var type = fields.RequiredText("type");
        return type == "text"
            ? fields.RequiredText("text")
            : throw ApiException.Invalid($"'{path}' is of type '{type}'; this server takes text only.", path, "unsupported_value");
    }
}
