using Attune.Generators.Caching;
using Attune.Text.Conversations;
using Attune.Text.Templates;

namespace Attune.Generators.ChatTemplates;

/// <summary>
/// What a chat template does, found by rendering small conversations, once for each text. Limits keep a ruined or huge
/// template from holding up the compiler; between renders it looks whether the compiler has lost interest.
/// </summary>
internal sealed class TemplateProbe
{
    /// <summary>No chat template in use has a tenth of it.</summary>
    private const int LongestSource = 1 << 18;

    private static readonly BoundedCache<(string Source, string Tokens), TemplateProbe> Known = new(256);

    private TemplateProbe(ChatTemplate template, CancellationToken cancellation)
    {
        Template = template;
        Plain = new ProbedRender(this, ProbeConversation.Plain);
        cancellation.ThrowIfCancellationRequested();
        WithSystem = new ProbedRender(this, ProbeConversation.WithSystem);
        cancellation.ThrowIfCancellationRequested();
        Facts = ChatTemplateFacts.Probe(template);
        cancellation.ThrowIfCancellationRequested();
        History = HistoryChange.Find(this, Facts);
        InjectedSystemPrompt = SystemPromptProbe.Find(this);
    }

    public ChatTemplate Template { get; }

    /// <summary>A question and an answer.</summary>
    public ProbedRender Plain { get; }

    /// <summary>The same behind a system message.</summary>
    public ProbedRender WithSystem { get; }

    public ChatTemplateFacts Facts { get; }

    /// <summary>The conversation in which another turn changes what was there; null where none does.</summary>
    public HistoryChange? History { get; }

    /// <summary>A system prompt that the template writes where a conversation has none.</summary>
    public InjectedText? InjectedSystemPrompt { get; }

    /// <summary>The probe of a template; null where the text is no template, or too long to be one.</summary>
    public static TemplateProbe? Of(string source, IReadOnlyDictionary<string, object?> specialTokens, CancellationToken cancellation)
    {
        if (source.Length > LongestSource || Prompts.TemplateSource.Parse(source, PromptLanguage.Jinja, out _) is null)
            return null;
        var tokens = string.Join("\n", specialTokens.OrderBy(static token => token.Key, StringComparer.Ordinal).Select(static token => $"{token.Key}={token.Value}"));
        return Known.GetOrAdd((source, tokens), _ => new TemplateProbe(ChatTemplate.Parse(source, specialTokens).With(RenderOptions.Probing), cancellation));
    }

    /// <summary>The text, or null and why there is none.</summary>
    public string? Render(IReadOnlyList<Message> messages, bool addGenerationPrompt, out TemplateRenderException? failure)
    {
        try
        {
            failure = null;
            return Template.Render(messages, addGenerationPrompt).Text.Text;
        }
        catch (TemplateRenderException exception)
        {
            failure = exception;
            return null;
        }
    }

    /// <summary>
    /// The part of the template that writes the character at a position of a rendering: the render is stopped there, and
    /// its error tells where it was.
    /// </summary>
    public SourceRange? WriterOf(IReadOnlyList<Message> messages, bool addGenerationPrompt, int position)
    {
        try
        {
            Template.With(RenderOptions.Probing.StoppedAfter(Math.Max(position, 0))).Render(messages, addGenerationPrompt);
            return null;
        }
        catch (TemplateRenderException stopped)
        {
            return stopped.Range;
        }
    }
}
