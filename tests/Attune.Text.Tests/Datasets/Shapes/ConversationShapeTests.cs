using Attune.Text.Conversations;
using Attune.Text.Datasets.Shapes;
using static Attune.Text.Tests.Datasets.Shapes.ShapeRow;

namespace Attune.Text.Tests.Datasets.Shapes;

/// <summary>Shapes whose rows are conversations.</summary>
public class ConversationShapeTests
{
    [Theory]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}""", "system: s | user: q | assistant: a")]
    [InlineData(DatasetShape.Messages, """{"system": "s", "messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}], "id": 7}""", "system: s | user: q | assistant: a")]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "user", "content": [{"type": "text", "text": "q"}]}, {"role": "assistant", "content": "a"}]}""", "user: q | assistant: a")]
    [InlineData(DatasetShape.ShareGpt, """{"conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "a"}], "system": "s"}""", "system: s | user: q | assistant: a")]
    [InlineData(DatasetShape.ShareGpt, """{"conversations": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}""", "user: q | assistant: a")]
    [InlineData(DatasetShape.ShareGpt, """{"conversation": [{"human": "q", "assistant": "a"}, {"human": "r", "assistant": "b"}]}""", "user: q | assistant: a | user: r | assistant: b")]
    [InlineData(DatasetShape.Alpaca, """{"instruction": "i", "input": "", "output": "o"}""", "user: i | assistant: o")]
    [InlineData(DatasetShape.Alpaca, """{"instruction": "i", "input": "n", "output": "o", "system": "s", "history": [["q", "a"]]}""", "system: s | user: q | assistant: a | user: i\nn | assistant: o")]
    [InlineData(DatasetShape.PromptCompletion, """{"prompt": "p", "completion": "c"}""", "user: p | assistant: c")]
    [InlineData(DatasetShape.PromptCompletion, """{"prompt": [{"role": "user", "content": "p"}], "completion": [{"role": "assistant", "content": "c"}]}""", "user: p | assistant: c")]
    [InlineData(DatasetShape.PromptCompletion, """{"query": "p", "response": "c", "system": "s", "history": [["q", "a"]]}""", "system: s | user: q | assistant: a | user: p | assistant: c")]
    public void A_row_becomes_a_conversation(DatasetShape shape, string json, string expected) =>
        Assert.Equal(expected, Show(Read<Conversation>(shape, json).Messages));

    [Theory]
    [InlineData("\"weight\": 0", "assistant*")]
    [InlineData("\"weight\": 1", "assistant")]
    [InlineData("\"weight\": 0.0", "assistant*")]
    [InlineData("\"loss\": false", "assistant*")]
    [InlineData("\"loss\": true", "assistant")]
    [InlineData("\"train\": false", "assistant*")]
    [InlineData("\"loss_weight\": 0.0", "assistant*")]
    public void Weights_say_what_is_learned(string field, string expected)
    {
        var conversation = Read<Conversation>(
            DatasetShape.Messages, $$"""{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a", {{field}}}, {"role": "user", "content": "r"}, {"role": "assistant", "content": "b"}]}""");
        Assert.Equal($"user: q | {expected}: a | user: r | assistant: b", Show(conversation.Messages));
        Assert.Null(conversation.Messages[1].Extra);
    }

    [Fact]
    public void Calls_and_tools_of_openai_files()
    {
        var conversation = Read<Conversation>(
            DatasetShape.Messages,
            """{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\"x\": 1, \"y\": \"z\"}"}}]}, {"role": "tool", "tool_call_id": "c1", "content": "7"}, {"role": "assistant", "content": "a"}], "tools": [{"type": "function", "function": {"name": "f", "description": "d", "parameters": {"type": "object", "properties": {}}}}], "parallel_tool_calls": false}""");
        Assert.Equal("user: q | assistant: f(x=1, y=z) | tool: 7 | assistant: a", Show(conversation.Messages));
        Assert.Equal(("c1", "c1"), (conversation.Messages[1].ToolCalls![0].Id, conversation.Messages[2].ToolCallId));
        Assert.Equal("f", Assert.Single(conversation.Tools).Name);
        Assert.Equal(false, conversation.Variables!["parallel_tool_calls"]);
    }

    [Fact]
    public void Calls_and_tools_of_sharegpt_files()
    {
        var conversation = Read<Conversation>(
            DatasetShape.ShareGpt,
            """{"conversations": [{"from": "human", "value": "q"}, {"from": "function_call", "value": "{\"name\": \"f\", \"arguments\": {\"x\": 1}}"}, {"from": "observation", "value": "7"}, {"from": "gpt", "value": "a"}], "tools": "[{\"name\": \"f\", \"description\": \"d\", \"parameters\": {}}]"}""");
        Assert.Equal("user: q | assistant: f(x=1) | tool: 7 | assistant: a", Show(conversation.Messages));
        Assert.Equal("f", Assert.Single(conversation.Tools).Name);
    }

    [Fact]
    public void Roles_are_declared()
    {
        const string json = """{"messages": [{"role": "Kunde", "content": "q"}, {"role": "Agent", "content": "a"}]}""";
        Assert.Equal("user: q | assistant: a", Show(Read<Conversation>(DatasetShape.Messages, json, "Kunde=user", "Agent = assistant").Messages));
        var error = Mistake<Conversation>(DatasetShape.Messages, json);
        Assert.Equal(("ATT3020", 1, 24), (error.Code, error.Line, error.Column));
        Assert.Contains("Roles = [\"Kunde=user\"]", error.Remedy);
        Assert.Throws<ArgumentException>(() => RoleNames.Default.With(["Kunde"]));
    }

    [Theory]
    [InlineData(DatasetShape.Messages, """{"messages": []}""", "ATT3026", 14, "no messages")]
    [InlineData(DatasetShape.Messages, """{"msgs": []}""", "ATT3010", 1, "'messages' is missing")]
    [InlineData(DatasetShape.Messages, """{"messages": 5}""", "ATT3011", 14, "an array")]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "user", "content": "q"}]}""", "ATT3026", 1, "ends with a message of the user")]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": null}]}""", "ATT3026", 49, "neither text nor tool calls")]
    [InlineData(DatasetShape.Messages, """{"messages": [{"content": "q"}]}""", "ATT3010", 15, "'role' is missing")]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a", "weight": 0.5}]}""", "ATT4004", 97, "neither 0 nor 1")]
    [InlineData(DatasetShape.Messages, """{"system": "s", "messages": [{"role": "system", "content": "t"}, {"role": "assistant", "content": "a"}]}""", "ATT3026", 12, "two system messages")]
    [InlineData(DatasetShape.ShareGpt, """{"conversations": [{"from": "human", "value": "q"}, {"from": "function_call", "value": "f(1)"}]}""", "ATT3026", 53, "not one")]
    [InlineData(DatasetShape.Alpaca, """{"instruction": "i"}""", "ATT3010", 1, "'output' is missing")]
    [InlineData(DatasetShape.Alpaca, """{"instruction": "i", "output": "o", "history": [["q"]]}""", "ATT3026", 49, "not a pair")]
    [InlineData(DatasetShape.PromptCompletion, """{"prompt": "p", "completion": 3}""", "ATT3011", 31, "a string")]
    public void A_mistake_has_its_place(DatasetShape shape, string json, string code, int column, string fact)
    {
        var error = Mistake<Conversation>(shape, json);
        Assert.Equal((code, 1, column), (error.Code, error.Line, error.Column));
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void Csv_cells_hold_messages_as_json()
    {
        var row = DataFile.Read("rows.csv", "id,messages\n1,\"[{\"\"role\"\": \"\"user\"\", \"\"content\"\": \"\"q\"\"}, {\"\"role\"\": \"\"assistant\"\", \"\"content\"\": \"\"a\"\"}]\"\n");
        var (shape, _) = DatasetShapes.Detect(row);
        Assert.Equal("user: q | assistant: a", Show(((IDatasetShape<Conversation>)shape).Read(row[0], new ShapeOptions()).Messages));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        const string json = """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":{"x":[1,2.5,null,"é"]}}}]},{"role":"tool","content":"7","tool_call_id":"c"},{"role":"assistant","content":"a","weight":0},{"role":"assistant","content":"b"}],"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"}}}]}""";
        var written = Write(Read<Conversation>(DatasetShape.Messages, json));
        Assert.Equal(json, written);
        Assert.Equal(written, Write(Read<Conversation>(DatasetShape.Messages, written)));
    }

    private static string Write(Conversation conversation)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ConversationJson.Write(writer, conversation);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
