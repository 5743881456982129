using Attune.Text.Conversations;

namespace Attune.Text.Tests.Conversations;

/// <summary>Templates that take messages in one form only get that form.</summary>
public class MessageFormTests
{
    private const string TextOnly = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}";
    private const string PartsOnly = "{% for m in messages %}<{{ m.role }}>{% for p in m.content %}{{ p.text }}{% endfor %}{% endfor %}";
    private const string Both = "{% for m in messages %}<{{ m.role }}>{% if m.content is string %}{{ m.content }}{% else %}{% for p in m.content %}({{ p.text or p.type }}){% endfor %}{% endif %}{% endfor %}";

    private static readonly Message s_parts = new("user", null) { Parts = [ContentPart.OfText("a"), ContentPart.OfText("b")] };

    [Theory]
    [InlineData(TextOnly, "<user>a\nb<user>c")]
    [InlineData(PartsOnly, "<user>ab<user>c")]
    [InlineData(Both, "<user>(a)(b)<user>c")]
    public void Content(string source, string expected)
    {
        var rendered = ChatTemplate.Parse(source).Render([s_parts, new("user", "c")]).Text;
        Assert.Equal(expected, rendered.Text);
        Assert.Equal(
            [(0, 0), (0, 1), (1, 0)],
            rendered.Spans.Where(span => span.Origin.Part == MessagePart.Content).Select(span => (span.Origin.MessageIndex, span.Origin.Item)));
    }

    [Fact]
    public void A_part_that_is_no_text_is_refused_where_the_template_takes_text_only()
    {
        var image = new Message("user", null) { Parts = [new ContentPart("image", null), ContentPart.OfText("a")] };
        Assert.Equal("<user>(image)(a)", ChatTemplate.Parse(Both).Render([image]).Text.Text);
        Assert.Equal("ATT4009", Assert.Throws<AttuneException>(() => ChatTemplate.Parse(TextOnly).Render([image])).Code);
    }

    [Theory]
    [InlineData("{{ m.content }}", "")]
    [InlineData("{{ m.content | trim }}", "")]
    [InlineData("{{ m.content + '!' }}", "!")]
    [InlineData("{{ 'none' if m.content is none else 'some' }}", "none")]
    public void Content_of_a_call_that_has_none(string content, string expected)
    {
        var call = new Message("assistant", null) { ToolCalls = [new("f", new Dictionary<string, object?>())] };
        var source = "{% for m in messages %}{% if m.tool_calls %}" + content + "{% endif %}{% endfor %}";
        Assert.Equal(expected, ChatTemplate.Parse(source).Render([call]).Text.Text);
    }

    [Fact]
    public void The_last_message_in_parts_can_be_continued()
    {
        Message[] messages = [new("user", "q"), s_parts with { Role = "assistant" }];
        Assert.Equal("<user>q<assistant>a\nb", ChatTemplate.Parse(TextOnly).RenderToContinue(messages).Text.Text);
        Assert.Equal("<user>q<assistant>(a)(b", ChatTemplate.Parse(Both).RenderToContinue(messages).Text.Text);
    }

    [Theory]
    [InlineData("{{ m.reasoning_content }}", "why")]
    [InlineData("{{ m.thinking }}", "why")]
    [InlineData("{% if m.reasoning_content is defined %}{{ m.reasoning_content }}{% else %}{{ m.reasoning }}{% endif %}", "why")]
    [InlineData("{% if m.tool_calls %}{{ m.tool_plan }}{% endif %}", "")]
    [InlineData("{{ m.content }}", "said")]
    public void Reasoning_comes_by_the_name_that_the_template_reads(string source, string expected)
    {
        var template = ChatTemplate.Parse("{% for m in messages if m.role == 'assistant' %}" + source + "{% endfor %}");
        Assert.Equal(expected, template.Render([new("assistant", "said") { Reasoning = "why" }]).Text.Text);
    }
}
