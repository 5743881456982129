using Attune.Text.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Text.Conversations.Comparison;

/// <summary>
/// Holds the head of a GGUF file to the template and tokenizer that its model was trained with: both render
/// <see cref="GoldenConversations"/>, and texts, token ids, stop token and begin token must be the same.
/// </summary>
public static class GgufTemplateCheck
{
    private static readonly IGgufChatCheck[] Checks =
        [new MissingTemplateCheck(), new RenderedTextCheck(), new TokenIdCheck(), new StopTokenCheck(), new BeginTokenCheck()];

    /// <summary>Compares. Tensors are not read, so it takes no longer for a large model.</summary>
    /// <param name="ggufFile">The file.</param>
    /// <param name="template">The template of the training, with its special tokens.</param>
    /// <param name="tokenizer">The tokenizer of the training.</param>
    /// <returns>
    /// Findings: ATT4360, no template. ATT4361: it writes other texts. ATT4362: other token ids. ATT4363: servers stop at
    /// another token than ends an answer. ATT4364: servers add a begin token.
    /// ATT4029, ATT4030, ATT4031: the vocabulary cannot be read.
    /// </returns>
    /// <exception cref="AttuneException">ATT3001: the file cannot be read. ATT4030: it is damaged, or no GGUF file.</exception>
    /// <exception cref="TemplateRenderException">The template of the training refuses every conversation.</exception>
    public static GgufTemplateReport Run(string ggufFile, ChatTemplate template, Tokenizer tokenizer)
    {
        ArgumentException.ThrowIfNullOrEmpty(ggufFile);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var chat = ComparedChat.Of(GgufChat.Read(ggufFile), template, tokenizer);
        List<SpannedText> texts = [.. chat.Conversations.Select(conversation => conversation.Trained.Text).OfType<SpannedText>()];
        return new GgufTemplateReport(
            [.. Checks.SelectMany(check => check.Check(chat))], texts.Count, texts.Sum(text => tokenizer.Encode(text).Count));
    }
}
