using Attune.Text.Templates;

namespace Attune.Text.Conversations.Comparison;

/// <summary>What a template makes of a conversation: a text, or a refusal.</summary>
/// <param name="Text">The text; null where it refuses.</param>
/// <param name="Refusal">Why it refuses; null where it does not.</param>
internal sealed record TemplateOutcome(SpannedText? Text, TemplateRenderException? Refusal)
{
    public static TemplateOutcome Of(ChatTemplate template, GoldenConversation golden)
    {
        try
        {
            return new TemplateOutcome(template.Render(golden.Conversation, golden.AsksForAnswer).Text, null);
        }
        catch (TemplateRenderException e)
        {
            return new TemplateOutcome(null, e);
        }
    }
}
