using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Reading;

/// <summary>Reads tool calls: the form of OpenAI's protocol, or the name and the arguments alone.</summary>
public static class ToolCallReader
{
    /// <summary>Reads one call. The arguments are an object, or a string that is one as JSON.</summary>
    /// <param name="value">The call.</param>
    /// <exception cref="AttuneException">
    /// ATT3010, ATT3011: a field is missing or of another type. ATT4004: the arguments are not an object.
    /// </exception>
    public static ToolCall Read(DataValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var function = value.Optional("function") is { Kind: DataKind.Object } inner ? inner : value;
        var name = function.Required("name").AsString();
        return new ToolCall(name, ReadArguments(name, function.Optional("arguments") ?? function.Optional("parameters")))
        {
            Id = value.Optional("id")?.AsString(),
        };
    }

    /// <summary>Reads one call from a text that is JSON.</summary>
    /// <exception cref="AttuneException">ATT3004 and others of reading: it is not JSON, or not a call.</exception>
    public static ToolCall Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(new JsonTextParser(json, "").ParseWhole());
    }

    private static IReadOnlyDictionary<string, object?> ReadArguments(string tool, DataValue? arguments)
    {
        if (arguments?.Kind is null or DataKind.Object)
            return arguments?.PlainObject() ?? new OrderedDictionary<string, object?>();
        if (arguments.Kind != DataKind.String)
            throw NotAnObject(tool, arguments, "They are neither an object nor a string.");
        var text = arguments.AsString();
        if (string.IsNullOrWhiteSpace(text))
            return new OrderedDictionary<string, object?>();
        try
        {
            return new JsonTextParser(text, "").ParseWhole().PlainObject();
        }
        catch (AttuneException mistake)
        {
            throw NotAnObject(tool, arguments, mistake.Fact);
        }
    }

    private static AttuneException NotAnObject(string tool, DataValue arguments, string reason) => DataErrors.At(
        arguments, "ATT4004", $"The arguments of the call of '{tool}' are not a JSON object: {reason}",
        "Give an object, or a string that is an object as JSON.");
}
