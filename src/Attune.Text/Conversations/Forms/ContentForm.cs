namespace Attune.Text.Conversations.Forms;

/// <summary>Finds out whether a template takes a content of several parts, one text, or both, and gives it that.</summary>
internal static class ContentForm
{
    private const string Probed = "probed text";

    /// <summary>Whether parts must be joined to one text: as parts the template prints them as Python's repr, or fails.</summary>
    public static bool WantsOneText(ProbeRender probe) => !TakesParts(probe) && TakesText(probe);

    /// <summary>Whether a text must be given as a part: as a text the template fails, or leaves it out.</summary>
    public static bool WantsParts(ProbeRender probe) => !TakesText(probe) && TakesParts(probe);

    /// <summary>The content of a message in the form that the template takes.</summary>
    /// <exception cref="AttuneException">ATT4009: the template takes text only, and a part is none.</exception>
    public static object? Of(Message message, int index, MessageForms forms)
    {
        if (message.Parts is { } parts)
            return forms.WantsOneText ? Join(message, parts, index) : AsFields(parts);
        if (message.ToolCalls is { Count: > 0 } && string.IsNullOrEmpty(message.Content))
            return forms.ContentBesideCall(message.Content);
        if (message.Content is null)
            return null;
        return forms.WantsParts ? AsFields([ContentPart.OfText(message.Content)]) : message.Content;
    }

    private static List<object?> AsFields(IReadOnlyList<ContentPart> parts)
    {
        var fields = new List<object?>();
        foreach (var part in parts)
            fields.Add(part.ToFields());
        return fields;
    }

    // Joined by line ends, as vLLM and llama.cpp do it for such templates.
    private static SpannedText Join(Message message, IReadOnlyList<ContentPart> parts, int index)
    {
        var kind = message.Role is "tool" ? MessagePart.ToolResult : MessagePart.Content;
        var text = new System.Text.StringBuilder();
        var spans = new List<OriginSpan>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Type != "text" || parts[i].Text is not { } own)
            {
                throw new AttuneException(
                    "ATT4009", $"Message {index + 1} has a part of type '{parts[i].Type}', but the template takes text only.",
                    "Leave the part out, or use the chat template of a model that takes such parts.");
            }

            var piece = i == 0 ? own : "\n" + own;
            if (piece.Length > 0)
                spans.Add(new OriginSpan(text.Length, piece.Length, new Origin(index, kind, i)));
            text.Append(piece);
        }

        return new SpannedText(text.ToString(), spans);
    }

    private static bool TakesText(ProbeRender probe) => Prints(probe, Probed);

    private static bool TakesParts(ProbeRender probe) =>
        Prints(probe, new List<object?> { new Dictionary<string, object?> { ["type"] = "text", ["text"] = Probed } });

    private static bool Prints(ProbeRender probe, object content)
    {
        var text = (probe.Try([ProbeRender.Message("user", content)]) ?? probe.Try([ProbeRender.Message("user", content), ProbeRender.Message("assistant", content)]))?.Text;
        return text is not null && text.IndexOf(Probed, StringComparison.Ordinal) >= 0
            && text.IndexOf("'" + Probed, StringComparison.Ordinal) < 0 && text.IndexOf("\"" + Probed, StringComparison.Ordinal) < 0;
    }
}
