using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Reading;

/// <summary>Reads tool definitions: the form of OpenAI's protocol, or the function alone.</summary>
public static class ToolDefinitionReader
{
    /// <summary>Reads one definition.</summary>
    /// <param name="value">An object with <c>type</c> and <c>function</c>, or a function with <c>name</c> and <c>parameters</c>.</param>
    /// <exception cref="AttuneException">ATT3010, ATT3011: a field is missing or of another type.</exception>
    public static ToolDefinition Read(DataValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var function = value.Optional("function") is { Kind: DataKind.Object } inner ? inner : value;
        var isFlat = ReferenceEquals(function, value);
        OrderedDictionary<string, object?>? extra = null;
        foreach (var (name, field) in function.Properties)
        {
            if (name is not ("name" or "description" or "parameters") && !(isFlat && name == "type") && !field.IsNull)
                (extra ??= [])[name] = field.ToPlain();
        }

        return new ToolDefinition(
            function.Required("name").AsString(), function.Optional("description")?.AsString(),
            function.Optional("parameters")?.PlainObject() ?? NoParameters())
        {
            Extra = extra,
        };
    }

    /// <summary>Reads one definition from a text that is JSON.</summary>
    /// <exception cref="AttuneException">ATT3004 and others of reading: it is not JSON, or not a definition.</exception>
    public static ToolDefinition Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(new JsonTextParser(json, "").ParseWhole());
    }

    /// <summary>Reads the <c>tools</c> of a row: a list, or a string that is one as JSON (as tables keep it).</summary>
    /// <param name="value">The list; null is no tools.</param>
    /// <exception cref="AttuneException">ATT3010, ATT3011: a field is missing or of another type. ATT4004: not a list.</exception>
    public static IReadOnlyList<ToolDefinition> ReadAll(DataValue? value)
    {
        if (value is null || value.IsNull)
            return [];
        if (value.Kind == DataKind.Array)
            return [.. value.Items.Select(Read)];
        try
        {
            return [.. new JsonTextParser(value.AsString(), "").ParseWhole().Items.Select(Read)];
        }
        catch (AttuneException mistake)
        {
            throw DataErrors.At(
                value, "ATT4004", $"The tools are not a list of tool definitions: {mistake.Fact}",
                "Give a list of functions with name, description and parameters, or a string that is such a list as JSON.");
        }
    }

    private static OrderedDictionary<string, object?> NoParameters() =>
        new() { ["type"] = "object", ["properties"] = new OrderedDictionary<string, object?>() };
}
