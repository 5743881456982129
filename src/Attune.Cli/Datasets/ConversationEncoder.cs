using Attune.Cli.CommandLine;
using Attune.Models;
using Attune.Preparation;
using Attune.Text;
using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks;
using Attune.Text.Masks;
using Attune.Text.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Datasets;

/// <summary>From a row's conversation to tokens and mask, as a project's rows go.</summary>
/// <param name="text">Tokenizer and stop tokens.</param>
/// <param name="template">The chat template, or null where there is none: then only texts can be encoded.</param>
/// <param name="templateFile">How messages name it.</param>
internal sealed class ConversationEncoder(ModelText text, ChatTemplate? template, string templateFile)
{
    public ModelText Model => text;

    /// <summary>Where the template comes from, for messages.</summary>
    public string TemplateFile => templateFile;

    public Tokenizer Tokenizer => text.Tokenizer;

    public ChatTemplate? Template => template;

    /// <summary>Opens a tokenizer with its template.</summary>
    /// <param name="path">A tokenizer's file or a model's folder.</param>
    /// <param name="template">The template's file; null: what stands beside the tokenizer, if anything.</param>
    /// <param name="openInput">Opens standard input.</param>
    public static ConversationEncoder Open(string path, string? template, Func<Stream> openInput)
    {
        var text = ModelText.Open(path);
        var (source, file) = template is not null
            ? (InputText.Read(template, openInput, ToolErrors.CannotReadTemplate), template)
            : (text.ChatTemplateSource, path);
        if (source is null)
            return new ConversationEncoder(text, null, file);
        try
        {
            return new ConversationEncoder(text, ChatTemplate.Parse(source, text.SpecialTokens), file);
        }
        catch (TemplateSyntaxException e)
        {
            throw e.ToAttuneException(file);
        }
    }

    /// <summary>The template, which must be there.</summary>
    /// <exception cref="AttuneException">ATT4356: there is none.</exception>
    public ChatTemplate RequireTemplate() => template
        ?? throw new AttuneException(ToolErrors.NoTemplate, "The tokenizer comes with no chat template.", "Give one with --template.", templateFile);

    /// <summary>The tokens of what a row becomes.</summary>
    /// <exception cref="AttuneException">ATT3028: the template fails or refuses the conversation. ATT4356: there is no template.</exception>
    public EncodedRow Encode(ShapedRow row, Conversation conversation)
    {
        var chat = RequireTemplate();
        try
        {
            var rendered = chat.Render(conversation);
            var tokens = Tokenizer.Encode(rendered.Text);
            return Row(row, rendered, tokens, LossMask.ForAssistant(rendered, tokens, Tokenizer, text.StopTokenIds), Prompt(chat, conversation));
        }
        catch (TemplateRenderException e)
        {
            throw RefusedRow.Error(row.Data, e, templateFile);
        }
    }

    /// <summary>The tokens of a text that is learned from its first to its last.</summary>
    public EncodedRow Encode(ShapedRow row, string plain)
    {
        IReadOnlyList<OriginSpan> spans = plain.Length == 0 ? [] : [new OriginSpan(0, plain.Length, new Origin(0, MessagePart.Content))];
        var rendered = new RenderedConversation(new SpannedText(plain, spans), [new Message("text", plain)], false);
        var tokens = Tokenizer.Encode(rendered.Text);
        var mask = new bool[tokens.Count];
        Array.Fill(mask, true);
        return Row(row, rendered, tokens, mask, []);
    }

    /// <summary>What inference starts from: the conversation without its answer.</summary>
    private int[] Prompt(ChatTemplate chat, Conversation conversation)
    {
        var asked = conversation.Messages is [.., { Role: "assistant" }]
            ? conversation with { Messages = [.. conversation.Messages.SkipLast(1)] }
            : conversation;
        return Tokenizer.Encode(chat.Render(asked, addGenerationPrompt: true).Text).Ids;
    }

    private static EncodedRow Row(ShapedRow row, RenderedConversation rendered, TokenizedText tokens, bool[] mask, int[] prompt) => new()
    {
        File = row.Data.File,
        Line = row.Data.Line,
        Part = row.Part,
        Conversation = rendered,
        Tokens = tokens,
        LossMask = mask,
        PromptTokens = prompt,
    };
}
