using Attune.Text.Tokenizers;

namespace Attune.Text.Masks;

/// <summary>
/// Says which tokens of a conversation are learned: those of the assistant's text and the stop token that closes each
/// of its messages. It goes by place, never by id: where padding and stop token are the same id, the stop token is
/// still learned.
/// </summary>
public static partial class LossMask
{
    /// <summary>One flag per token: whether it is a target.</summary>
    /// <param name="text">The rendered conversation.</param>
    /// <param name="roles">The role of each message; the assistant's is <c>assistant</c>.</param>
    /// <param name="tokens">Its tokens, from <see cref="Tokenizer.Encode(SpannedText)"/>.</param>
    /// <param name="stopTokenIds">The tokens that end a message.</param>
    /// <param name="options">Which messages and characters count; null is the defaults.</param>
    public static bool[] ForAssistant(
        SpannedText text, IReadOnlyList<string> roles, TokenizedText tokens, IReadOnlySet<int> stopTokenIds,
        LossMaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        options ??= new LossMaskOptions();
        var runs = AssistantTurns.Find(text, roles, options.EnclosedTemplateText);
        if (options.LastTurnOnly && runs.Count > 0)
            runs.RemoveAll(run => run.MessageIndex != runs[^1].MessageIndex);
        var mask = new bool[tokens.Count];
        var template = TemplateCharacters(text);
        for (var i = 0; i < runs.Count; i++)
        {
            var next = MarkRun(mask, tokens, runs[i]);
            var isLastOfMessage = i + 1 == runs.Count || runs[i + 1].MessageIndex != runs[i].MessageIndex;
            if (isLastOfMessage)
                MarkStopToken(mask, tokens, next, template, stopTokenIds, options.EnclosedTemplateText);
        }

        return mask;
    }

    /// <summary>The tokens that lie across a border between the assistant's text and the text around it, in order.</summary>
    /// <param name="text">The rendered conversation.</param>
    /// <param name="roles">The role of each message.</param>
    /// <param name="tokens">Its tokens.</param>
    public static IReadOnlyList<StraddlingToken> FindStraddling(
        SpannedText text, IReadOnlyList<string> roles, TokenizedText tokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        var found = new List<StraddlingToken>();
        var index = 0;
        foreach (var run in AssistantTurns.Find(text, roles, joinOverTemplate: true))
        {
            index = Add(run.Start, run, atStart: true);
            index = Add(run.End, run, atStart: false);
        }

        return found;

        int Add(int border, AssistantRun run, bool atStart)
        {
            while (index < tokens.Count && tokens.Offsets[index].End <= border)
                index++;
            for (var i = index; i < tokens.Count && tokens.Offsets[i].Start < border; i++)
                found.Add(new StraddlingToken(i, tokens.Ids[i], tokens.Offsets[i], border, run.MessageIndex, atStart));
            return index;
        }
    }

    /// <summary>Marks the tokens that share a character with the run; returns the index after the last of them.</summary>
    private static int MarkRun(bool[] mask, TokenizedText tokens, AssistantRun run)
    {
        var next = 0;
        for (var i = FirstEndingAfter(tokens, run.Start); i < tokens.Count && tokens.Offsets[i].Start < run.End; i++)
        {
            mask[i] = true;
            next = i + 1;
        }

        return next;
    }

    private static void MarkStopToken(
        bool[] mask, TokenizedText tokens, int from, bool[] template, IReadOnlySet<int> stopTokenIds, bool enclosed)
    {
        var stop = from;
        while (stop < tokens.Count && !stopTokenIds.Contains(tokens.Ids[stop]) && IsTemplate(tokens.Offsets[stop], template))
            stop++;
        if (from == 0 || stop == tokens.Count || !IsTemplate(tokens.Offsets[stop], template))
            return;
        mask[stop] = true;
        if (enclosed)
            mask.AsSpan(from..stop).Fill(true);
    }

    private static int FirstEndingAfter(TokenizedText tokens, int position)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens.Offsets[middle].End <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool[] TemplateCharacters(SpannedText text)
    {
        var template = new bool[text.Text.Length];
        foreach (var span in text.Spans)
            template.AsSpan(span.Start, span.Length).Fill(span.Origin.IsTemplate);
        return template;
    }

    private static bool IsTemplate(TokenOffset place, bool[] template) =>
        !template.AsSpan(place.Start, place.End - place.Start).Contains(false);
}
