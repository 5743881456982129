using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Checks;

/// <summary>The messages that a shape made of a row as texts with the places they have in the file.</summary>
public static class MessageFields
{
    /// <summary>
    /// One field of each message. Its place is that of the text in the row that is the message, or that it begins with where
    /// several were joined; the row's own where there is none, as for a call of a tool.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="messages">What it became.</param>
    public static IReadOnlyList<RowField> Of(DatasetRow row, IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(messages);
        var texts = new List<DataValue>();
        Collect(row.Value, texts);
        var asked = messages.Count > 0 && messages[^1].Role == "assistant" ? messages.Count - 1 : messages.Count;
        var (fields, next) = (new List<RowField>(messages.Count), 0);
        for (var i = 0; i < messages.Count; i++)
        {
            var text = MessageText.Of(messages[i]);
            var at = Find(texts, next, text);
            next = at < 0 ? next : at + 1;
            var place = at < 0 ? row.Value : texts[at];
            fields.Add(new RowField($"messages[{i}].content", text, place.Line, place.Column, i < asked ? FieldRole.Input : FieldRole.Answer));
        }

        return fields;
    }

    private static void Collect(DataValue value, List<DataValue> texts)
    {
        if (value.IsCell && value.Text.AsSpan().TrimStart() is ['[' or '{', ..] && StructureOf(value) is { } structure)
            value = structure;
        if (value.Kind == DataKind.String)
        {
            texts.Add(value);
        }
        else if (value.Kind == DataKind.Array)
        {
            foreach (var item in value.Items)
                Collect(item, texts);
        }
        else
        {
            foreach (var (name, inner) in value.PropertiesUnasked?.Entries ?? [])
            {
                // Who speaks is no text of a message, even where someone says just that.
                if (name is not ("role" or "from"))
                    Collect(inner, texts);
            }
        }
    }

    /// <summary>A cell that holds JSON as what it holds; null where it is a text after all.</summary>
    private static DataValue? StructureOf(DataValue cell)
    {
        try
        {
            return cell.AsStructure();
        }
        catch (AttuneException)
        {
            return null;
        }
    }

    /// <summary>The text that is a message, or begins it; those behind the last one found come first, since messages mostly have the file's order.</summary>
    private static int Find(List<DataValue> texts, int next, string message)
    {
        var at = texts.FindIndex(next, text => text.Text == message);
        if (at < 0)
            at = texts.FindIndex(0, next, text => text.Text == message);
        if (at < 0)
            at = texts.FindIndex(next, text => text.Text.Length > 1 && message.StartsWith(text.Text, StringComparison.Ordinal));
        return at;
    }
}
