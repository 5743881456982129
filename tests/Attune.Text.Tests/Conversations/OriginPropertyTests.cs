using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Templates;
using Attune.Text.Tests.Templates;

namespace Attune.Text.Tests.Conversations;

/// <summary>
/// Every real chat template renders conversations whose texts are written in letters that no template has, one letter per
/// message and part: the letter then says where a character must have come from.
/// </summary>
public class OriginPropertyTests
{
    private const char ContentLetter = '\uAC00', ReasoningLetter = '\uB000', ToolCallLetter = '\uB400', ToolNameLetter = '\uB600', End = '\uB800';

    private static readonly Dictionary<string, object?> s_tokens = new() { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };

    [SharedFact("data/tpl-trl")]
    public void No_character_of_a_message_becomes_the_templates_own_or_another_messages()
    {
        int renders = 0, letters = 0;
        foreach (var (name, messages, rendered) in Renders())
        {
            renders++;
            foreach (var span in rendered.Text.Spans)
            {
                for (var i = span.Start; i < span.End; i++)
                {
                    var letter = rendered.Text.Text[i];
                    if (letter is < ContentLetter or >= End)
                        continue;
                    letters++;
                    Assert.True(OriginOf(letter, messages) == span.Origin, $"{name}: {OriginOf(letter, messages)} at {i} is said to be {span.Origin}");
                }
            }
        }

        Assert.True(renders > 250 && letters > 6_000, $"{renders} renders, {letters} letters");
    }

    [SharedFact("data/tpl-trl")]
    public void Characters_of_a_content_are_that_content()
    {
        int whole = 0, printed = 0;
        foreach (var (name, messages, rendered) in Renders())
        {
            for (var index = 0; index < messages.Count; index++)
            {
                var part = messages[index].Role == "tool" ? MessagePart.ToolResult : MessagePart.Content;
                var spans = rendered.Text.Spans.Where(span => span.Origin == new Origin(index, part)).ToList();
                var text = string.Concat(spans.Select(span => rendered.Text.Text.Substring(span.Start, span.Length)));
                if (text.Length == 0)
                    continue;
                printed++;
                var content = messages[index].Content!;
                // Templates that print the message as JSON or repr write a line end as two characters.
                var isWhole = text.Contains(content.Trim()) || text.Contains(content.Trim().Replace("\n", "\\n"));
                Assert.True(isWhole, $"{name}: message {index} prints '{text}'");
                whole++;
            }
        }

        Assert.True(whole == printed && printed > 1000, $"{whole} of {printed}");
    }

    private static IEnumerable<(string Name, List<Message> Messages, RenderedConversation Rendered)> Renders()
    {
        foreach (var (name, source) in RealTemplates.All())
        {
            Assert.DoesNotContain(source, letter => letter is >= ContentLetter and < End);
            var template = ChatTemplate.Parse(source, s_tokens).With(new RenderOptions { Clock = () => new DateTime(2025, 3, 9) });
            foreach (var messages in Conversations())
            {
                if (TryRender(template, messages) is { } rendered)
                    yield return (name, messages, rendered);
            }
        }
    }

    private static RenderedConversation? TryRender(ChatTemplate template, List<Message> messages)
    {
        try
        {
            return template.Render(messages, addGenerationPrompt: true);
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    private static IEnumerable<List<Message>> Conversations()
    {
        yield return [Say("user", 0), Say("assistant", 1), Say("user", 2)];
        yield return [Say("system", 0), Say("user", 1), Say("assistant", 2), Say("user", 3), Say("assistant", 4)];
        yield return [Say("user", 0), Say("assistant", 1) with { Reasoning = Text(ReasoningLetter, 1) }];
        yield return [Say("user", 0), Call(1, new Dictionary<string, object?> { ["a"] = Text(ToolCallLetter, 1) }), Say("tool", 2), Say("assistant", 3)];
        yield return [Say("user", 0), Call(1, "{\"a\": \"" + (char)(ToolCallLetter + 1) + "\"}"), Say("tool", 2), Say("assistant", 3)];
    }

    private static Message Call(int index, object arguments) => Say("assistant", index) with
    {
        Extra = new Dictionary<string, object?>
        {
            ["tool_calls"] = new List<object?>
            {
                new Dictionary<string, object?>
                {
                    ["id"] = "abcdef123",
                    ["type"] = "function",
                    ["function"] = new Dictionary<string, object?> { ["name"] = "f" + (char)(ToolNameLetter + index), ["arguments"] = arguments },
                },
            },
        },
    };

    private static Message Say(string role, int index) => new(role, Text(ContentLetter, index));

    private static string Text(char first, int index)
    {
        var letter = (char)(first + index);
        return $"{letter}{letter} {letter}\n{letter}";
    }

    private static Origin OriginOf(char letter, List<Message> messages) => letter switch
    {
        >= ToolNameLetter => new Origin(letter - ToolNameLetter, MessagePart.ToolCallName),
        >= ToolCallLetter => new Origin(letter - ToolCallLetter, MessagePart.ToolCallArguments),
        >= ReasoningLetter => new Origin(letter - ReasoningLetter, MessagePart.Reasoning),
        _ => new Origin(letter - ContentLetter, messages[letter - ContentLetter].Role == "tool" ? MessagePart.ToolResult : MessagePart.Content),
    };
}
