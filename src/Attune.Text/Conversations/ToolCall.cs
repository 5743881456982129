using Attune.Text.Templates.Formatting;

namespace Attune.Text.Conversations;

/// <summary>A call of a tool that the assistant makes.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">
/// The arguments in their order: strings, numbers, booleans, null, lists and dictionaries. Templates that want them as
/// JSON text get that; see <see cref="ChatTemplate"/>.
/// </param>
public sealed record ToolCall(string Name, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>The call's id, by which the tool's answer names it; null where there is none.</summary>
    public string? Id { get; init; }

    /// <summary>The call as OpenAI's protocol and templates have it: <c>id</c>, <c>type</c>, <c>function</c>.</summary>
    /// <param name="textArguments">Whether the arguments are given as JSON text.</param>
    internal List<KeyValuePair<string, object?>> ToFields(bool textArguments)
    {
        var arguments = textArguments ? (object)JsonText.Write(Arguments) : Arguments;
        var function = new List<KeyValuePair<string, object?>> { new("name", Name), new("arguments", arguments) };
        var fields = new List<KeyValuePair<string, object?>>();
        if (Id is not null)
            fields.Add(new("id", Id));
        fields.Add(new("type", "function"));
        fields.Add(new("function", function));
        return fields;
    }
}
