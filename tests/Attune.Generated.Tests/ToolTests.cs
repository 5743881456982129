using Attune.Text.Conversations;

namespace Attune.Generated.Tests;

/// <summary>What the generator makes of methods with <c>[Tool]</c>.</summary>
public sealed class ToolTests
{
    /// <summary>As transformers 5.12.1 get_json_schema says it of the same function in Python (without "return").</summary>
    private const string Weather = """
        {"type": "function", "function": {"name": "get_weather", "description": "Gets the current weather, in TemperatureUnit or kelvin.", "parameters": {"type": "object", "properties": {"city": {"type": "string", "description": "The city, e.g. \"Oslo\"."}, "unit": {"type": "string", "enum": ["Celsius", "Fahrenheit"], "description": "The unit."}, "days": {"type": "integer", "nullable": true, "description": "How many days."}}, "required": ["city"]}}}
        """;

    private const string Book = """
        {"type": "function", "function": {"name": "book", "description": "Books a room.", "parameters": {"type": "object", "properties": {"address": {"type": "object", "properties": {"street": {"type": "string", "description": "The street with its number."}, "town": {"type": "string", "description": "The town."}, "floor": {"type": "integer", "nullable": true, "description": "The floor, if it matters."}}, "required": ["street", "town"], "description": "Where."}, "notes": {"type": "array", "items": {"type": "string"}}, "prices": {"type": "object", "additionalProperties": {"type": "number"}}, "late": {"type": "boolean"}, "day": {"type": "string", "format": "date"}, "voucher": {"type": "string", "nullable": true}}, "required": ["address", "notes", "prices", "late", "day", "voucher"]}}}
        """;

    private const string Count = """
        {"type": "function", "function": {"name": "count_http_parts", "parameters": {"type": "object", "properties": {"part": {"type": "object", "properties": {"name": {"type": "string"}, "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}}}, "required": ["name", "parts"]}, "only": {"type": "array", "items": {"type": "integer"}}}, "required": ["part"], "$defs": {"Part": {"type": "object", "properties": {"name": {"type": "string"}, "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}}}, "required": ["name", "parts"]}}}}}
        """;

    [Fact]
    public void Methods_become_definitions() => Assert.Equal([Weather.Trim(), Book.Trim(), Count.Trim()], TravelTools.Tools.Select(Written));

    [Fact]
    public void A_parameter_without_a_form_in_JSON_is_told_where_it_stands()
    {
        var error = Assert.Throws<AttuneException>(() => NoTools.Tools);
        Assert.Equal("ATT4008", error.Code);
        Assert.Equal("A method with [Tool] cannot be one: the parameter 'picture' is of type Stream, which has no form in JSON.", error.Fact);
        Assert.EndsWith("TravelTools.cs", error.File);
        Assert.True(error.Line > 40 && error.Column > 0);
    }

    [Fact]
    public void Calls_are_checked_against_the_definitions()
    {
        Assert.Equal("3", Render("""{"city": "Oslo", "unit": "Celsius", "days": null}"""));
        Assert.Contains("'city' is missing", Assert.Throws<AttuneException>(() => Render("{}")).Fact);
        Assert.Contains("none of \"Celsius\", \"Fahrenheit\"", Assert.Throws<AttuneException>(() => Render("""{"city": "Oslo", "unit": "kelvin"}""")).Fact);
    }

    private static string Render(string arguments)
    {
        var call = Attune.Text.Conversations.Reading.ToolCallReader.Parse($$"""{"name": "get_weather", "arguments": {{arguments}}}""");
        var conversation = new Conversation([new("user", "?"), new("assistant", "") { ToolCalls = [call] }]) { Tools = TravelTools.Tools };
        return ChatTemplate.Parse("{{ tools | length }}").Render(conversation).Text.Text;
    }

    private static string Written(ToolDefinition tool) =>
        ChatTemplate.Parse("{{ tools[0] | tojson }}").Render(new Conversation([]) { Tools = [tool] }).Text.Text;
}
