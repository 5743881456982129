using Attune.Text.Conversations;

namespace Attune.Text.Tests.Conversations;

/// <summary>Where a turn of the assistant starts and ends. The templates are small forms of those of published models.</summary>
public class TurnTests
{
    private const string Head = "{% for m in messages %}<{{ m.role }}>";
    private const string Foot = "<end>{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";

    [Fact]
    public void A_turn_starts_behind_the_generation_prompt()
    {
        Assert.Equal(["b", "d"], Turns(Head + "{{ m.content }}" + Foot, Talk("a", "b", "c", "d")));
    }

    [Fact]
    public void The_frame_of_a_thought_and_of_a_tool_call_is_the_assistants()
    {
        const string source = Head + "{% if m.reasoning_content %}[think]{{ m.reasoning_content }}[/think]{% endif %}{{ m.content }}"
            + "{% for c in m.tool_calls %}[call]{{ c.function.name }}[/call]{% endfor %}" + Foot;
        var call = new Message("assistant", "") { ToolCalls = [new ToolCall("f", new Dictionary<string, object?>())] };
        Assert.Equal(
            ["[call]f", "[think]r[/think]x"],
            Turns(source, new("user", "a"), call, new("tool", "t"), new("assistant", "x") { Reasoning = "r" }));
    }

    [Fact]
    public void What_the_prompt_opens_is_given_and_what_it_does_not_open_is_written()
    {
        // A prompt that opens a thought; the history does not have it, the last message closes it.
        const string source = "{% for m in messages %}<{{ m.role }}>{% if loop.last and m.role == 'assistant' %}<think></think>{% endif %}{{ m.content }}<end>{% endfor %}"
            + "{% if add_generation_prompt %}<assistant><think>{% endif %}";
        Assert.Equal(["b", "</think>d"], Turns(source, Talk("a", "b", "c", "d")));
    }

    [Fact]
    public void A_template_without_generation_prompt_starts_behind_the_question()
    {
        const string source = "{% for m in messages %}{% if m.role == 'user' %}[INST] {{ m.content }}[/INST]{% else %} {{ m.content }}</s>{% endif %}{% endfor %}";
        Assert.Equal([" b", " d"], Turns(source, Talk("a", "b", "c", "d")));
    }

    [Fact]
    public void An_empty_message_has_an_empty_turn_and_one_that_is_left_out_has_none()
    {
        Assert.Equal([""], Turns(Head + "{{ m.content }}" + Foot, Talk("a", "")));
        Assert.Empty(Turns("{% for m in messages if m.role == 'user' %}<user>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<bot>{% endif %}", Talk("a", "b")));
    }

    [Fact]
    public void Messages_joined_to_one_are_turns_of_their_own_text()
    {
        const string source = "{% for m in messages %}{% if loop.index0 > 0 and messages[loop.index0 - 1].role == m.role %} {% else %}<{{ m.role }}>{% endif %}{{ m.content }}{% endfor %}"
            + "{% if add_generation_prompt %}<assistant>{% endif %}";
        Assert.Equal(["b", "c"], Turns(source, new("user", "a"), new("assistant", "b"), new("assistant", "c")));
    }

    [Fact]
    public void A_conversation_that_the_assistant_opens_without_any_frame()
    {
        const string source = "{% for m in messages %}{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";
        Assert.Equal(["a", "c"], Turns(source, new("assistant", "a"), new("user", "b"), new("assistant", "c")));
    }

    [Fact]
    public void A_template_that_refuses_the_prompt_starts_turns_at_their_text()
    {
        const string source = Head + "{{ m.content }}<end>{% endfor %}{% if add_generation_prompt %}{{ raise_exception('no') }}{% endif %}";
        Assert.Equal(["b"], Turns(source, Talk("a", "b")));
    }

    [Fact]
    public void Blocks_of_the_template_say_themselves_what_is_a_turn()
    {
        const string source = "{% for m in messages %}<{{ m.role }}>{% if m.role == 'assistant' %}{% generation %}{{ m.content }}<end>{% endgeneration %}{% else %}{{ m.content }}<end>{% endif %}{% endfor %}";
        var rendered = ChatTemplate.Parse(source).Render(Talk("a", "b", "c", "d"));
        Assert.Equal([(1, true), (3, true)], rendered.Turns.Select(turn => (turn.MessageIndex, turn.IsBlock)));
        Assert.Equal(["b<end>", "d<end>"], rendered.Turns.Select(turn => rendered.Text.Text[turn.Start..turn.End]));
    }

    [Fact]
    public void Without_messages_there_is_no_turn()
    {
        Assert.Empty(Turns("{% generation %}x{% endgeneration %}"));
        Assert.Empty(Turns(Head + "{{ m.content }}" + Foot));
    }

    [Fact]
    public void Messages_that_the_history_rewrites_are_told()
    {
        const string source = Head + "{% if loop.last and m.reasoning_content %}[{{ m.reasoning_content }}]{% endif %}{{ m.content }}" + Foot;
        var thinking = new Message("assistant", "b") { Reasoning = "r" };
        Assert.Equal([1], ChatTemplate.Parse(source).Render([new("user", "a"), thinking, new("user", "c"), thinking]).RewrittenMessages);
        Assert.Empty(ChatTemplate.Parse(source).Render(Talk("a", "b", "c", "d")).RewrittenMessages);
    }

    private static string[] Turns(string source, params Message[] messages)
    {
        var rendered = ChatTemplate.Parse(source).Render(messages);
        return [.. rendered.Turns.Select(turn => rendered.Text.Text[turn.Start..turn.End])];
    }

    private static Message[] Talk(params string[] texts) =>
        [.. texts.Select((text, index) => new Message(index % 2 == 0 ? "user" : "assistant", text))];
}
