using Attune.Text.Conversations;
using Attune.Text.Conversations.Turns;
using Attune.Text.Tokenizers;

namespace Attune.Text.Masks;

/// <summary>
/// Says which tokens of a conversation are learned: what the assistant writes, and the stop token that closes each of its
/// messages. It goes by place, never by id: where padding and stop token are the same id, the stop token is still
/// learned. The rule is in <c>docs/masks.md</c>.
/// </summary>
public static class LossMask
{
    /// <summary>One flag per token of a conversation: whether it is a target.</summary>
    /// <param name="conversation">The conversation, rendered.</param>
    /// <param name="tokens">Its tokens, from <see cref="Tokenizer.Encode(SpannedText, bool)"/>.</param>
    /// <param name="tokenizer">The tokenizer they are from.</param>
    /// <param name="stopTokenIds">The tokens that end a message.</param>
    /// <param name="options">Which messages and characters count; null is the defaults.</param>
    /// <exception cref="ArgumentException">A stop token is not one of the tokenizer's.</exception>
    public static bool[] ForAssistant(
        RenderedConversation conversation, TokenizedText tokens, Tokenizer tokenizer, IReadOnlySet<int> stopTokenIds,
        LossMaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(tokenizer);
        foreach (var id in stopTokenIds)
        {
            if (tokenizer.IdToToken(id) is null)
                throw new ArgumentException($"The stop token {id} is not a token of this tokenizer.", nameof(stopTokenIds));
        }

        options ??= new LossMaskOptions();
        var turns = TurnsOf(conversation, options);
        var mask = new bool[tokens.Count];
        var closing = new ClosingTokens(conversation.Text, tokens, stopTokenIds);
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (!IsLearned(conversation, turn, options, turns))
                continue;
            foreach (var (start, end) in Learned(conversation.Text, turn, options))
                tokens.Overlapping(start, end).Fill(mask);
            if (!turn.IsBlock && (i + 1 == turns.Count || turns[i + 1].MessageIndex != turn.MessageIndex))
                closing.Mark(mask, turn, options.EnclosedTemplateText);
        }

        return mask;
    }

    /// <summary>The tokens that lie across a border between what the assistant writes and the text around it, in order.</summary>
    /// <param name="conversation">The conversation, rendered.</param>
    /// <param name="tokens">Its tokens.</param>
    public static IReadOnlyList<StraddlingToken> FindStraddling(RenderedConversation conversation, TokenizedText tokens)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(tokens);
        var found = new List<StraddlingToken>();
        foreach (var turn in conversation.Turns)
        {
            Add(turn.Start, turn, atStart: true);
            Add(turn.End, turn, atStart: false);
        }

        return found;

        void Add(int border, AssistantTurn turn, bool atStart)
        {
            var around = tokens.Overlapping(border, border);
            for (var i = around.Start; i < around.End; i++)
                found.Add(new StraddlingToken(i, tokens.Ids[i], tokens.Offsets[i], border, turn.MessageIndex, atStart));
        }
    }

    private static IReadOnlyList<AssistantTurn> TurnsOf(RenderedConversation conversation, LossMaskOptions options) =>
        options.GenerationBlocks ? conversation.Turns : conversation.DerivedTurns;

    private static bool IsLearned(
        RenderedConversation conversation, AssistantTurn turn, LossMaskOptions options, IReadOnlyList<AssistantTurn> turns) =>
        conversation.Messages[turn.MessageIndex].IsLearned
        && (!options.LastTurnOnly || turn.MessageIndex == turns[^1].MessageIndex)
        && (options.RewrittenTurns || !conversation.RewrittenMessages.Contains(turn.MessageIndex));

    private static IEnumerable<(int Start, int End)> Learned(SpannedText text, AssistantTurn turn, LossMaskOptions options)
    {
        if (options.EnclosedTemplateText || turn.IsBlock)
            return [(turn.Start, turn.End)];
        return from span in text.Spans
               where span.Origin.IsSaid && span.Origin.MessageIndex == turn.MessageIndex && span.Start >= turn.Start && span.End <= turn.End
               select (span.Start, span.End);
    }
}
