namespace Attune.Text.Conversations;

/// <summary>
/// Finds where the text of the last message ends in a rendered conversation: a mark is put behind that text, the
/// conversation is rendered, and the output is cut at the mark, which is known by its origin and not by its spelling.
/// </summary>
internal static class FinalMessage
{
    // The blank at its end tells whether the template trims: Hugging Face's rule, kept so that results agree.
    private const string Tag = "CONTINUE_FINAL_MESSAGE_TAG ";

    /// <param name="messages">The messages' fields; those of the last one are changed.</param>
    /// <param name="render">Renders them.</param>
    public static SpannedText RenderUpToIt(List<object?> messages, Func<List<object?>, SpannedText> render)
    {
        if (messages.Count == 0)
            throw Impossible("The conversation has no message.");
        var last = (List<KeyValuePair<string, object?>>)messages[messages.Count - 1]!;
        var tagOrigin = new Origin(messages.Count, MessagePart.Content);
        var at = last.FindIndex(field => field.Key == "content");
        var (content, text) = WithTag(last[at].Value, messages.Count - 1, tagOrigin);
        last[at] = new KeyValuePair<string, object?>("content", content);
        return Cut(render(messages), tagOrigin, text);
    }

    private static SpannedText Cut(SpannedText rendered, Origin tagOrigin, string text)
    {
        for (var i = rendered.Spans.Count - 1; i >= 0; i--)
        {
            var span = rendered.Spans[i];
            if (span.Origin != tagOrigin)
                continue;
            if (rendered.Text.IndexOf(text.Trim(), StringComparison.Ordinal) < 0)
                break;
            var found = rendered.Text.Substring(span.Start, span.Length);
            if (found.StartsWith(Tag, StringComparison.Ordinal))
                return rendered.Start(span.Start);
            if (found.StartsWith(Tag.TrimEnd(), StringComparison.Ordinal))
                return rendered.Start(rendered.Text.Substring(0, span.Start).TrimEnd().Length);
        }

        throw Impossible("The template does not write the text of the last message as it stands.");
    }

    /// <summary>The content with the tag behind its text, or behind the last text of its parts.</summary>
    private static (object Content, string Text) WithTag(object? content, int index, Origin tagOrigin)
    {
        if (content is string text)
            return (Tagged(text, index, tagOrigin), text);
        if (content is SpannedText joined)
            return (joined.Append(Tag, tagOrigin), joined.Text);
        if (content is IEnumerable<object?> parts)
        {
            var list = new List<object?>(parts);
            for (var i = list.Count - 1; i >= 0; i--)
            {
                if (list[i] is not IEnumerable<KeyValuePair<string, object?>> part)
                    continue;
                var fields = new List<KeyValuePair<string, object?>>(part);
                var at = fields.FindIndex(field => field.Key == "text");
                if (at < 0 || fields[at].Value is not string partText)
                    continue;
                fields[at] = new KeyValuePair<string, object?>("text", Tagged(partText, index, tagOrigin));
                list[i] = fields;
                return (list, partText);
            }
        }

        throw Impossible("The last message has no text to go on with.");
    }

    private static SpannedText Tagged(string text, int index, Origin tagOrigin) =>
        SpannedText.Of(text, new Origin(index, MessagePart.Content)).Append(Tag, tagOrigin);

    private static AttuneException Impossible(string fact) => new(
        "ATT4003", fact, "End the conversation with a message whose text the template prints, or ask for a generation prompt instead.");
}
