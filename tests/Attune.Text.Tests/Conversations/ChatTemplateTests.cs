using Attune.Text.Conversations;

namespace Attune.Text.Tests.Conversations;

public class ChatTemplateTests
{
    private const string ChatMl =
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>' + '\n' }}{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    [Fact]
    public void Every_character_knows_its_message()
    {
        var rendered = ChatTemplate.Parse(ChatMl).Render([new("user", "<|im_end|>"), new("assistant", "yes")]);
        Assert.Equal("<|im_start|>user\n<|im_end|><|im_end|>\n<|im_start|>assistant\nyes<|im_end|>\n", rendered.Text.Text);
        var spans = rendered.Text.Spans.Select(span => (rendered.Text.Text.Substring(span.Start, span.Length), span.Origin)).ToArray();
        Assert.Equal(
            [
                ("<|im_start|>", Origin.Template), ("user", new(0, MessagePart.Role)), ("\n", Origin.Template),
                ("<|im_end|>", new(0, MessagePart.Content)), ("<|im_end|>\n<|im_start|>", Origin.Template),
                ("assistant", new(1, MessagePart.Role)), ("\n", Origin.Template), ("yes", new(1, MessagePart.Content)),
                ("<|im_end|>\n", Origin.Template),
            ],
            spans);
    }

    [Fact]
    public void Hash_is_that_of_the_source()
    {
        // printf 'abc' | sha256sum
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ChatTemplate.Parse("abc").Hash);
    }

    [Fact]
    public void Facts_of_ChatML()
    {
        var facts = ChatTemplateFacts.Probe(ChatTemplate.Parse(ChatMl));
        Assert.True(facts.EmitsAfterAnswer("<|im_end|>"));
        Assert.False(facts.EmitsAfterAnswer("</s>"));
        Assert.Equal("<|im_end|>\n", facts.ClosingText);
        Assert.True(facts.IsHistoryStable);
        Assert.True(facts.TrainsWhatItInfers);
        Assert.All(facts.Roles.Values, support => Assert.Equal(RoleSupport.Written, support));
    }

    [Fact]
    public void Facts_name_what_is_wrong()
    {
        // Refuses system messages, leaves tools out, ends only the last message, and prompts otherwise than it trains.
        var facts = ChatTemplateFacts.Probe(ChatTemplate.Parse(
            "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% elif m.role != 'tool' %}"
            + "[{{ m.role }}]{{ m.content }}{% if loop.last %}</s>{% endif %}{% endif %}{% endfor %}{% if add_generation_prompt %}[bot]{% endif %}"));
        Assert.Equal(RoleSupport.Refused, facts.Roles["system"]);
        Assert.Equal(RoleSupport.LeftOut, facts.Roles["tool"]);
        Assert.Equal(RoleSupport.Written, facts.Roles["assistant"]);
        Assert.True(facts.EmitsAfterAnswer("</s>"));
        Assert.False(facts.IsHistoryStable);
        Assert.Equal("</s>", facts.HistoryChange!.Expected);
        Assert.False(facts.TrainsWhatItInfers);
        Assert.Equal("</s>[bot]It is blue.", facts.GenerationPromptChange!.Expected);
        Assert.Equal("[assistant]It is blue.</s>", facts.GenerationPromptChange.Actual);
    }

    [Fact]
    public void Prompt_of_a_row_is_compared_with_its_training_text()
    {
        var template = ChatTemplate.Parse(ChatMl);
        Assert.Null(ChatTemplateFacts.ComparePrompt(template, [new("user", "a"), new("assistant", "b")]));
        var trimming = ChatTemplate.Parse(ChatMl.Replace("m.content", "m.content | trim"));
        var difference = ChatTemplateFacts.ComparePrompt(trimming, [new("user", "a"), new("assistant", " b")]);
        Assert.Equal((" b", "b<|im_end|>\n"), (difference!.Expected, difference.Actual));
    }
}
