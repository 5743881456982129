using Attune.Text.Conversations;
using Attune.Text.Tokenizers;

namespace Attune.Text.Masks;

/// <content>The same for conversations as chat templates render them.</content>
public static partial class LossMask
{
    /// <summary>One flag per token of a conversation: whether it is a target.</summary>
    /// <param name="conversation">The conversation, rendered.</param>
    /// <param name="tokens">Its tokens, from <see cref="Tokenizer.Encode(SpannedText)"/>.</param>
    /// <param name="tokenizer">The tokenizer they are from.</param>
    /// <param name="stopTokenIds">The tokens that end a message.</param>
    /// <param name="options">Which messages and characters count; null is the defaults.</param>
    /// <exception cref="ArgumentException">A stop token is not one of the tokenizer's.</exception>
    public static bool[] ForAssistant(
        RenderedConversation conversation, TokenizedText tokens, Tokenizer tokenizer, IReadOnlySet<int> stopTokenIds,
        LossMaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(tokenizer);
        foreach (var id in stopTokenIds)
        {
            if (tokenizer.IdToToken(id) is null)
                throw new ArgumentException($"The stop token {id} is not a token of this tokenizer.", nameof(stopTokenIds));
        }

        return ForAssistant(conversation.Text, Roles(conversation), tokens, stopTokenIds, options);
    }

    /// <summary>The tokens that lie across a border between the assistant's text and the text around it, in order.</summary>
    /// <param name="conversation">The conversation, rendered.</param>
    /// <param name="tokens">Its tokens.</param>
    public static IReadOnlyList<StraddlingToken> FindStraddling(RenderedConversation conversation, TokenizedText tokens)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return FindStraddling(conversation.Text, Roles(conversation), tokens);
    }

    private static List<string> Roles(RenderedConversation conversation) =>
        [.. conversation.Messages.Select(message => message.Role)];
}
