using Attune.Text.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Text.Conversations.Comparison;

/// <summary>The training's way from messages to tokens beside that of a GGUF file.</summary>
internal sealed class ComparedChat
{
    // Both ways see the same time; which one does not matter.
    private static readonly RenderOptions Options = RenderOptions.Probing with { Clock = () => new DateTime(2024, 2, 29, 13, 5, 9) };

    private ComparedChat(GgufChat file, ChatTemplate template, Tokenizer tokenizer)
    {
        File = file;
        Tokenizer = tokenizer;
        Template = template.With(Options);
        var served = ServedTemplate();
        Conversations = [.. GoldenConversations.All.Select(golden => new ComparedConversation(
            golden.Name, TemplateOutcome.Of(Template, golden), served is null ? null : TemplateOutcome.Of(served, golden)))];
    }

    public GgufChat File { get; }

    /// <summary>The template of the training.</summary>
    public ChatTemplate Template { get; }

    /// <summary>The tokenizer of the training.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Why the file's template cannot be read; null where it can, or there is none.</summary>
    public TemplateSyntaxException? Unreadable { get; private set; }

    public IReadOnlyList<ComparedConversation> Conversations { get; }

    /// <exception cref="TemplateRenderException">The template of the training refuses every conversation, so nothing can be compared.</exception>
    public static ComparedChat Of(GgufChat file, ChatTemplate template, Tokenizer tokenizer)
    {
        var chat = new ComparedChat(file, template, tokenizer);
        return chat.Conversations.Any(conversation => conversation.Trained.Text is not null) ? chat : throw chat.Conversations[0].Trained.Refusal!;
    }

    private ChatTemplate? ServedTemplate()
    {
        if (File.TemplateSource is not { } source)
            return null;
        try
        {
            // Forms are what the template of the training takes: a server does not know that another one needs others.
            return ChatTemplate.Parse(source, File.SpecialTokens).With(Options).WithFormsOf(Template);
        }
        catch (TemplateSyntaxException e)
        {
            Unreadable = e;
            return null;
        }
    }
}
