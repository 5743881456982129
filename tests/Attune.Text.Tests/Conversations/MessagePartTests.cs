using Attune.Text.Conversations;

namespace Attune.Text.Tests.Conversations;

/// <summary>Each part of a conversation that a template can print is known by its origin.</summary>
public class MessagePartTests
{
    private static readonly ToolDefinition Weather = new("get_weather", "Weather.", new Dictionary<string, object?> { ["type"] = "object" });

    [Fact]
    public void Parts_of_a_message()
    {
        var message = new Message("assistant", "said")
        {
            Name = "Ann",
            Reasoning = "thought",
            ToolCalls = [Call("f"), Call("g")],
            Extra = new Dictionary<string, object?> { ["mood"] = "calm" },
        };
        Assert.Equal(
            [
                ("assistant", new Origin(0, MessagePart.Role)), ("|", Origin.Template), ("Ann", new(0, MessagePart.Name)), ("|", Origin.Template),
                ("thought", new(0, MessagePart.Reasoning)), ("|", Origin.Template), ("said", new(0, MessagePart.Content)), ("|", Origin.Template),
                ("calm", new(0, MessagePart.Other)), ("|", Origin.Template), ("f", new(0, MessagePart.ToolCallName)), ("=", Origin.Template),
                ("{\"n\": 3}", new(0, MessagePart.ToolCallArguments)), (";", Origin.Template), ("g", new(0, MessagePart.ToolCallName, 1)),
                ("=", Origin.Template), ("{\"n\": 3}", new(0, MessagePart.ToolCallArguments, 1)), (";", Origin.Template),
            ],
            Spans(
                "{% for m in messages %}{{ m.role }}|{{ m.name }}|{{ m.reasoning_content }}|{{ m.content }}|{{ m.mood }}|"
                + "{% for c in m.tool_calls %}{{ c.function.name }}={{ c.function.arguments | tojson }};{% endfor %}{% endfor %}",
                new Conversation([message])));
    }

    [Fact]
    public void Frame_of_a_tool_call_is_the_calls()
    {
        var message = new Message("assistant", null) { ToolCalls = [Call("f") with { Id = "x1" }] };
        Assert.Equal(
            [
                ("{\"id\": \"x1\", \"type\": \"function\", \"function\": {\"name\": ", new Origin(0, MessagePart.ToolCall)),
                ("\"f\"", new(0, MessagePart.ToolCallName)), (", \"arguments\": ", new(0, MessagePart.ToolCall)),
                ("{\"n\": 3}", new(0, MessagePart.ToolCallArguments)), ("}}", new(0, MessagePart.ToolCall)),
            ],
            Spans("{% for m in messages %}{% for c in m.tool_calls %}{{ c | tojson }}{% endfor %}{% endfor %}", new Conversation([message])));
    }

    [Fact]
    public void Parts_of_a_content_know_their_index()
    {
        var user = new Message("user", null) { Parts = [ContentPart.OfText("one"), ContentPart.OfText("two")] };
        Assert.Equal(
            [("one", new Origin(0, MessagePart.Content)), ("two", new(0, MessagePart.Content, 1)), ("done", new(1, MessagePart.ToolResult))],
            Spans(
                "{% for m in messages %}{% if m.content is string %}{{ m.content }}{% else %}{% for p in m.content %}{{ p.text }}{% endfor %}{% endif %}{% endfor %}",
                new Conversation([user, new Message("tool", "done")])));
    }

    [Fact]
    public void Tools_and_other_variables_belong_to_no_message_and_not_to_the_template()
    {
        var conversation = new Conversation([]) { Tools = [Weather, Weather], Variables = new Dictionary<string, object?> { ["date"] = "today", ["eos_token"] = "</s>" } };
        Assert.Equal(
            [
                ("get_weather", new Origin(-1, MessagePart.ToolDefinition)), (",", Origin.Template),
                ("get_weather", new(-1, MessagePart.ToolDefinition, 1)), (",", Origin.Template), ("today", new(-1, MessagePart.Variable)), ("<s></s>", Origin.Template),
            ],
            Spans("{% for t in tools %}{{ t.function.name }},{% endfor %}{{ date }}{{ bos_token }}{{ eos_token }}", conversation));
    }

    [Theory]
    [InlineData("{{ c.function.arguments | tojson }}", "{\"n\": 3}")]
    [InlineData("{{ c.function.arguments }}", "{\"n\": 3}")]
    [InlineData("{{ '{\"name\": \"' + c.function.name + '\", \"arguments\": ' + c.function.arguments + '}' }}", "{\"name\": \"f\", \"arguments\": {\"n\": 3}}")]
    [InlineData("{% if c.function.arguments is string %}text {{ c.function.arguments }}{% else %}{{ c.function.arguments | tojson }}{% endif %}", "{\"n\": 3}")]
    [InlineData("{% for name, value in c.function.arguments.items() %}{{ name }}: {{ value }}{% endfor %}", "n: 3")]
    public void Arguments_come_in_the_form_that_the_template_prints_well(string call, string expected)
    {
        var source = "{% for m in messages %}{% for c in m.tool_calls or [] %}" + call + "{% endfor %}{% endfor %}";
        Assert.Equal(expected, ChatTemplate.Parse(source).Render([new Message("assistant", "") { ToolCalls = [Call("f")] }]).Text.Text);
    }

    private static ToolCall Call(string name) => new(name, new Dictionary<string, object?> { ["n"] = 3L });

    private static IEnumerable<(string Text, Origin Origin)> Spans(string source, Conversation conversation)
    {
        var template = ChatTemplate.Parse(source, new Dictionary<string, object?> { ["bos_token"] = "<s>" });
        var text = template.Render(conversation).Text;
        return text.Spans.Select(span => (text.Text.Substring(span.Start, span.Length), span.Origin));
    }
}
