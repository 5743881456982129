using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Conversations.Turns;

namespace Attune.Text.Tests.Masks;

/// <summary>What follows from the origins against what <c>{% generation %}</c> blocks mark, for every template that has them.</summary>
public class GenerationBlockTests
{
    [SharedFact("data/tpl-trl")]
    public void Origins_find_what_blocks_mark()
    {
        var (blocks, same) = (0, 0);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var template in LearnedTemplate.All().Where(template => template.Source.Contains("endgeneration")))
        {
            foreach (var (kind, conversation) in LearnedConversations.All())
            {
                if (template.TryRender(conversation) is not { } rendered)
                    continue;
                Assert.Equal(rendered.Turns.Select(turn => turn.MessageIndex), rendered.DerivedTurns.Select(turn => turn.MessageIndex));
                foreach (var block in rendered.Turns)
                {
                    Assert.True(block.IsBlock);
                    blocks++;
                    var (front, back) = Difference(template, rendered, block);
                    Assert.True(front.Trim().Length == 0 || IsGiven(template, conversation, block, front), $"{template.Name} {kind} front: '{front}'");
                    Assert.True(back.Trim().Length == 0, $"{template.Name} {kind} back: '{back}'");
                    same += front.Length + back.Length == 0 ? 1 : 0;
                    if (front.Length > 0)
                        others.Add($"{template.Name} {front.Replace("\n", "\\n")}");
                }
            }
        }

        Assert.True(blocks > 90 && same > 10, $"{blocks} blocks, {same} the same");
        Assert.Equal(
            [
                @"tpl-axolotl/llava.jinja  ",
                @"tpl-trl/nemotron_3_nano_training.jinja <think>", @"tpl-trl/nemotron_3_nano_training.jinja <think>\n",
                @"tpl-trl/nemotron_3_super_training.jinja <think>", @"tpl-trl/nemotron_3_super_training.jinja <think>\n",
                @"tpl-trl/qwen2_5_training.jinja \n",
                @"tpl-trl/qwen3_5_nothink_training.jinja <think>\n", @"tpl-trl/qwen3_5_nothink_training.jinja <think>\n\n</think>\n\n",
                @"tpl-trl/qwen3_6_training.jinja <think>\n",
            ],
            others);
    }

    /// <summary>What only one of both learns in front, and behind. Nothing may differ between.</summary>
    private static (string Front, string Back) Difference(LearnedTemplate template, RenderedConversation rendered, AssistantTurn block)
    {
        var tokens = template.Tokenizer.Encode(rendered.Text);
        var mask = template.Mask(rendered, tokens);
        var learned = tokens.Offsets.Where((_, index) => mask[index]).ToList();
        var turn = rendered.DerivedTurns.Single(turn => turn.MessageIndex == block.MessageIndex);
        var end = turn.Start;
        foreach (var place in learned.Where(place => place.End > turn.Start && place.Start <= block.End))
        {
            Assert.True(place.Start <= end, "a gap");
            end = Math.Max(end, place.End);
        }

        return (Between(rendered, block.Start, turn.Start), Between(rendered, end, block.End));
    }

    /// <summary>Whether the prompt of inference has at its end what only the block has in front.</summary>
    private static bool IsGiven(LearnedTemplate template, Conversation conversation, AssistantTurn block, string front)
    {
        const int longestHeader = 60;
        var start = conversation with { Messages = [.. conversation.Messages.Take(block.MessageIndex)] };
        return template.TryRender(start, prompt: true)?.Text.Text is { } prompt
            && prompt[Math.Max(0, prompt.Length - longestHeader)..].Contains(front, StringComparison.Ordinal);
    }

    private static string Between(RenderedConversation rendered, int from, int to) => rendered.Text.Text[Math.Min(from, to)..Math.Max(from, to)];
}
