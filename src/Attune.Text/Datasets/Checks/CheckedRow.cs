using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Checks;

/// <summary>A row as the rules see it: its texts with their places and, where there is a tokenizer, its tokens.</summary>
public sealed record CheckedRow
{
    /// <summary>The file the row is from.</summary>
    public required string File { get; init; }

    /// <summary>Its line there, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column it starts at, from 1.</summary>
    public int Column { get; init; } = 1;

    /// <summary>Learned from or held out.</summary>
    public required DatasetPart Part { get; init; }

    /// <summary>All that the model is asked, as one text; equal for rows that ask the same.</summary>
    public required string Question { get; init; }

    /// <summary>What the model is to write.</summary>
    public required string Answer { get; init; }

    /// <summary>Its texts as they stand in the file.</summary>
    public required IReadOnlyList<RowField> Fields { get; init; }

    /// <summary>Whether it is a text that is learned from its first token to its last, and that no stop token need end.</summary>
    /// <value>False by default.</value>
    public bool IsWholeText { get; init; }

    /// <summary>Its tokens, or null where no tokenizer or no template takes part.</summary>
    public EncodedRow? Encoded { get; init; }

    /// <summary>Its place, <c>file(line)</c>.</summary>
    public string Source => $"{File}({Line})";

    /// <summary>The texts that a model sees.</summary>
    internal IEnumerable<RowField> SeenFields => Fields.Where(text => text.Role != FieldRole.Unused);

    /// <summary>Where its answer is, or the row where that is not known.</summary>
    internal RowSpot AnswerSpot => Fields.FirstOrDefault(text => text.Role == FieldRole.Answer) is { } answer
        ? new RowSpot(File, answer.Line, answer.Column)
        : new RowSpot(File, Line, Column);

    /// <summary>The row of a conversation.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="part">Learned from or held out.</param>
    /// <param name="messages">The messages; where the last is the assistant's, it is the answer.</param>
    /// <param name="fields">The row's texts with their places; null makes one of each message, at the row's place.</param>
    /// <param name="encoded">Its tokens, if any.</param>
    public static CheckedRow OfMessages(
        string file, int line, DatasetPart part, IReadOnlyList<Message> messages, IReadOnlyList<RowField>? fields = null, EncodedRow? encoded = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var asked = messages.Count > 0 && messages[^1].Role == "assistant" ? messages.Count - 1 : messages.Count;
        return new CheckedRow
        {
            File = file,
            Line = line,
            Part = part,
            Question = string.Join('\u0001', messages.Take(asked).Select(message => message.Role + '\u0002' + MessageText.Of(message))),
            Answer = asked < messages.Count ? MessageText.Of(messages[^1]) : "",
            Fields = fields ?? [.. messages.Select((message, index) => new RowField(
                $"messages[{index}].content", MessageText.Of(message), line, 1, index < asked ? FieldRole.Input : FieldRole.Answer))],
            Encoded = encoded,
        };
    }

    /// <summary>Something to say of the row.</summary>
    internal Finding Finding(string code, string fact, string remedy) => new(code, File, Line, Column, fact, remedy);

    /// <summary>Something to say of one of its fields.</summary>
    internal Finding Finding(string code, RowField field, string fact, string remedy) => new(code, File, field.Line, field.Column, fact, remedy);

    /// <summary>Something to say of its answer, at the answer's place where it is known.</summary>
    internal Finding AnswerFinding(string code, string fact, string remedy) => AnswerSpot.Finding(code, fact, remedy);
}
