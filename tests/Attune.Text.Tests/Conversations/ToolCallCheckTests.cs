using System.Text.Json;
using Attune.Text.Conversations;
using Attune.Text.Tests.Templates;

namespace Attune.Text.Tests.Conversations;

/// <summary>The calls of a conversation are checked against its tools before it is rendered.</summary>
public class ToolCallCheckTests
{
    private const string Weather = """
        {"type": "object", "properties": {"city": {"type": "string", "minLength": 2}, "unit": {"enum": ["celsius", "fahrenheit"]}, "days": {"type": "integer", "minimum": 1}}, "required": ["city"]}
        """;

    [Theory]
    [InlineData("""{"city": "Oslo"}""")]
    [InlineData("""{"city": "Oslo", "unit": "celsius", "days": 3}""")]
    [InlineData("""{"city": "Oslo", "days": 3.0}""")]
    public void Arguments_that_fit(string arguments) => Check(Weather, arguments);

    [Theory]
    [InlineData("""{"days": 1}""", "'city' is missing")]
    [InlineData("""{"city": 3}""", "'city' is 3, which is not of type string")]
    [InlineData("""{"city": null}""", "'city' is null, which is not of type string")]
    [InlineData("""{"city": "O"}""", "'city' has 1 characters, fewer than 2")]
    [InlineData("""{"city": "Oslo", "unit": "kelvin"}""", "'unit' is \"kelvin\", which is none of \"celsius\", \"fahrenheit\"")]
    [InlineData("""{"city": "Oslo", "days": 0}""", "'days' is 0, less than 1")]
    [InlineData("""{"city": "Oslo", "days": 1.5}""", "'days' is 1.5, which is not of type integer")]
    [InlineData("""{"city": "Oslo", "town": "x"}""", "'town' is not one of its arguments.")]
    [InlineData("""{"city": "Oslo", "guests": null}""", "'guests' is not one of its arguments (null: filled in by a table format?)")]
    public void Arguments_that_do_not_fit(string arguments, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Check(Weather, arguments));
        Assert.Equal("ATT4006", error.Code);
        Assert.Contains("Message 2 calls 'tool'", error.Fact);
        Assert.Contains(fact, error.Fact);
    }

    [Theory]
    [InlineData("""{"type": "object"}""", """{"any": [1]}""", null)]
    [InlineData("""{"properties": {"a": {"type": "string", "nullable": true}}}""", """{"a": null}""", null)]
    [InlineData("""{"properties": {"a": {"type": ["string", "null"]}}}""", """{"a": null}""", null)]
    [InlineData("""{"properties": {"a": {"type": "array", "items": {"type": "integer"}, "maxItems": 2}}}""", """{"a": [1, 2]}""", null)]
    [InlineData("""{"properties": {"a": {"type": "array", "items": {"type": "integer"}}}}""", """{"a": [1, "2"]}""", "'a[1]' is \"2\"")]
    [InlineData("""{"properties": {"a": {"type": "array", "maxItems": 2}}}""", """{"a": [1, 2, 3]}""", "'a' has 3 items, more than 2")]
    [InlineData("""{"properties": {"a": {"type": "array", "uniqueItems": true}}}""", """{"a": [1, 1.0]}""", "'a' has 1.0 twice")]
    [InlineData("""{"properties": {"a": {"properties": {"b": {"const": 1}}}}}""", """{"a": {"b": 2}}""", "'a.b' is 2, where only 1 is allowed")]
    [InlineData("""{"properties": {}, "additionalProperties": {"type": "number"}}""", """{"a": 1, "b": "x"}""", "'b' is \"x\"")]
    [InlineData("""{"properties": {"a": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}}""", """{"a": 1.5}""", "none of the schemas of its anyOf")]
    [InlineData("""{"properties": {"a": {"oneOf": [{"type": "number"}, {"type": "integer"}]}}}""", """{"a": 1}""", "more than one of the schemas of its oneOf")]
    [InlineData("""{"properties": {"a": {"not": {"type": "null"}}}}""", """{"a": null}""", "its schema rules out")]
    [InlineData("""{"properties": {"a": {"pattern": "^[a-z]+$"}}}""", """{"a": "A"}""", "does not match")]
    [InlineData("""{"properties": {"a": {"pattern": "("}}}""", """{"a": "A"}""", null)]
    [InlineData("""{"properties": {"a": {"multipleOf": 0.1}}}""", """{"a": 0.3}""", null)]
    [InlineData("""{"properties": {"a": {"$ref": "#/$defs/P"}}, "$defs": {"P": {"type": "object", "properties": {"x": {"type": "number"}}, "required": ["x"]}}}""", """{"a": {}}""", "'a.x' is missing")]
    [InlineData("""{"properties": {"a": {"$ref": "#/$defs/Q"}}}""", """{"a": {}}""", "refers to #/$defs/Q, which is not there")]
    [InlineData("""{"$ref": "#"}""", """{}""", "refers to itself without end")]
    [InlineData("""{"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}""", """{}""", "none of the schemas")]
    [InlineData("""{"properties": {"a": false}}""", """{"a": 1}""", "'a' is not allowed")]
    public void Keywords_of_JSON_Schema(string schema, string arguments, string? fact)
    {
        if (fact is null)
            Check(schema, arguments);
        else
            Assert.Contains(fact, Assert.Throws<AttuneException>(() => Check(schema, arguments)).Fact);
    }

    [Fact]
    public void A_tool_that_is_not_defined()
    {
        var conversation = new Conversation([new("assistant", "") { ToolCalls = [new("other", new Dictionary<string, object?>())] }]) { Tools = [Tool(Weather)] };
        Assert.Equal("ATT4005", Assert.Throws<AttuneException>(() => ChatTemplate.Parse("").Render(conversation)).Code);
        Assert.Equal("", ChatTemplate.Parse("").Render(conversation with { Tools = [] }).Text.Text);
    }

    [Theory]
    [InlineData("""{"type": "object", "properties": {"city": {"type": "string", "enum": null}}}""", "parameters.properties.city.enum")]
    [InlineData("""{"type": "object", "properties": {"guests": null}}""", "parameters.properties.guests")]
    public void A_schema_that_a_table_format_filled_with_null(string schema, string place)
    {
        var error = Assert.Throws<AttuneException>(() => Check(schema, "{}"));
        Assert.Equal("ATT4007", error.Code);
        Assert.Contains(place, error.Fact);
    }

    private static void Check(string schema, string arguments)
    {
        var call = new ToolCall("tool", JsonValues.ToMap(JsonDocument.Parse(arguments).RootElement));
        var conversation = new Conversation([new("user", "x"), new("assistant", "") { ToolCalls = [call] }]) { Tools = [Tool(schema)] };
        Assert.Equal("2", ChatTemplate.Parse("{{ messages | length }}").Render(conversation).Text.Text);
    }

    private static ToolDefinition Tool(string schema) => new("tool", null, JsonValues.ToMap(JsonDocument.Parse(schema).RootElement));
}
