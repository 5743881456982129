using Attune.TestSupport;
using Attune.Text.Conversations;

namespace Attune.Text.Tests.Masks;

/// <summary>
/// TRL gives some templates a twin with <c>{% generation %}</c> blocks. Of the last answer, which no history rewrites, the
/// origins find under the template as it was published what the blocks of its twin mark.
/// </summary>
public class TwinTests
{
    [SharedFact("data/tpl-trl")]
    public void Published_templates_learn_what_the_blocks_of_their_twins_mark()
    {
        var templates = LearnedTemplate.All().ToDictionary(template => template.Name);
        var (twins, compared) = (0, 0);
        foreach (var (name, twin) in templates.Where(pair => pair.Key.EndsWith("_training.jinja", StringComparison.Ordinal)))
        {
            if (!templates.TryGetValue(name.Replace("_training", ""), out var published))
                continue;
            twins++;
            foreach (var (kind, conversation) in LearnedConversations.All())
            {
                if (published.TryRender(conversation) is not { } rendered || twin.TryRender(conversation) is not { } withBlocks)
                    continue;
                compared++;
                var learned = LastLearned(published, rendered);
                var marked = LastMarked(withBlocks);
                // The stop token of GLM is the next turn's mark; the twin puts it behind the last answer too.
                if (name.Contains("glm4moe"))
                    marked = marked.Replace("<|user|>", "");
                Assert.True(learned == marked, $"{name} {kind}: '{learned}', the twin '{marked}'");
            }
        }

        Assert.Equal((9, 43), (twins, compared));
    }

    private static string LastLearned(LearnedTemplate template, RenderedConversation rendered)
    {
        var tokens = template.Tokenizer.Encode(rendered.Text);
        var mask = template.Mask(rendered, tokens);
        var start = rendered.DerivedTurns[^1].Start;
        return template.Tokenizer.Decode([.. tokens.Ids.Where((_, index) => mask[index] && tokens.Offsets[index].Start >= start)], skipSpecialTokens: false);
    }

    /// <summary>What the last block marks, without what the prompt gives and without blanks behind the stop token.</summary>
    private static string LastMarked(RenderedConversation rendered) =>
        rendered.Text.Text[Math.Max(rendered.Turns[^1].Start, rendered.DerivedTurns[^1].Start)..rendered.Turns[^1].End].TrimEnd();
}
