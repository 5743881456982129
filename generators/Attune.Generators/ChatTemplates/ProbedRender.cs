using Attune.Text;
using Attune.Text.Conversations;
using Attune.Text.Templates;

namespace Attune.Generators.ChatTemplates;

/// <summary>The conversations that chat templates are probed with.</summary>
internal static class ProbeConversation
{
    public const string Answer = "It is blue.";

    public static IReadOnlyList<Message> Plain { get; } = [new("user", "Which colour is the sky?"), new("assistant", Answer)];

    public static IReadOnlyList<Message> WithSystem { get; } = [new("system", "Be brief."), .. Plain];

    public static IReadOnlyList<Message> Turns { get; } =
        [.. Plain, new("user", "And grass?"), new("assistant", "It is green."), new("user", "Which colour is the sky?")];
}

/// <summary>A conversation that ends with an answer, as a template writes it.</summary>
internal sealed class ProbedRender
{
    public ProbedRender(TemplateProbe probe, IReadOnlyList<Message> messages)
    {
        Messages = messages;
        try
        {
            Text = probe.Template.Render(messages).Text;
            Difference = ChatTemplateFacts.ComparePrompt(probe.Template, messages);
        }
        catch (TemplateRenderException exception)
        {
            Failure = exception;
        }
    }

    public IReadOnlyList<Message> Messages { get; }

    /// <summary>The text with origins, or null.</summary>
    public SpannedText? Text { get; }

    /// <summary>Why there is no text, or no prompt for the answer.</summary>
    public TemplateRenderException? Failure { get; }

    /// <summary>Where the prompt of inference differs from the text of training.</summary>
    public TextDifference? Difference { get; }

    /// <summary>Where the answer's text ends, or -1.</summary>
    public int AnswerEnd
    {
        get
        {
            for (var i = (Text?.Spans.Count ?? 0) - 1; i >= 0; i--)
            {
                if (Text!.Spans[i].Origin == new Origin(Messages.Count - 1, MessagePart.Content))
                    return Text.Spans[i].End;
            }

            return -1;
        }
    }
}
