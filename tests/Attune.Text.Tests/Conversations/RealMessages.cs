using System.Text.Json;
using Attune.Text.Conversations;
using Attune.Text.Tests.Templates;

namespace Attune.Text.Tests.Conversations;

/// <summary>The conversations of <c>golden/templates</c> as messages: every field as it stands there.</summary>
internal static class RealMessages
{
    public static Message FromJson(JsonElement message)
    {
        var extra = JsonValues.ToMap(message);
        extra.Remove("role");
        return new Message(message.GetProperty("role").GetString()!, null) { Extra = WithContent(extra) };
    }

    public static OrderedDictionary<string, object?> Variables(JsonElement conversation, JsonElement row)
    {
        var variables = new OrderedDictionary<string, object?>();
        foreach (var property in conversation.EnumerateObject().Where(property => property.Name is not ("variants" or "messages")))
            variables[property.Name] = JsonValues.ToPlain(property.Value);
        if (row.TryGetProperty("kwargs", out var more))
        {
            foreach (var property in more.EnumerateObject())
                variables[property.Name] = JsonValues.ToPlain(property.Value);
        }

        return variables;
    }

    private static OrderedDictionary<string, object?> WithContent(OrderedDictionary<string, object?> extra)
    {
        extra.TryAdd("content", null);
        return extra;
    }
}
