using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>
/// A prompt and what follows, each a text or messages: TRL's <c>prompt</c> and <c>completion</c>, ms-swift's <c>query</c>
/// and <c>response</c>. A text prompt is the user's message, a text completion the assistant's.
/// </summary>
internal sealed class PromptCompletionShape : IDatasetShape<Conversation>
{
    public DatasetShape Shape => DatasetShape.PromptCompletion;

    public string Name => "prompt-completion";

    public string Fields => "prompt, completion (each a text or messages); or query, response, system?, history?";

    public Type RowType => typeof(Conversation);

    public ShapeMatch? Recognise(RowSample rows) =>
        rows.Match(("prompt", RowSample.IsTextOrMessages), ("completion", RowSample.IsTextOrMessages))
        ?? rows.Match(("query", RowSample.IsText), ("response", RowSample.IsText));

    public Conversation Read(DatasetRow row, ShapeOptions options)
    {
        var value = row.Value;
        var messages = value["query"] is not null && value["prompt"] is null ? Query(value) : TurnReader.ReadTurns(value.Required("prompt"), "user", options);
        messages.AddRange(TurnReader.ReadTurns(value["completion"] ?? value["response"] ?? value.Required("completion"), "assistant", options));
        return TurnReader.Answered(messages, value);
    }

    private static List<Message> Query(DataValue row)
    {
        var messages = TurnReader.Before(row);
        messages.Add(new Message("user", row.Required("query").AsString()));
        return messages;
    }
}
