using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>
/// Instructions as Stanford's Alpaca had them. The user's message is the instruction and, on the next line, the input,
/// as in LLaMA-Factory; the frame around them ("Below is an instruction ...") is a matter of the prompt, not of the data.
/// </summary>
internal sealed class AlpacaShape : IDatasetShape<Conversation>
{
    public DatasetShape Shape => DatasetShape.Alpaca;

    public string Name => "alpaca";

    public string Fields => "instruction, input?, output, system?, history?: [[user, assistant]]";

    public Type RowType => typeof(Conversation);

    public ShapeMatch? Recognise(RowSample rows) => rows.Match(("instruction", RowSample.IsText), ("output", RowSample.IsText));

    public Conversation Read(DatasetRow row, ShapeOptions options)
    {
        var messages = Question(row.Value);
        messages.Add(new Message("assistant", row.Value.Required("output").AsString()));
        return TurnReader.Answered(messages, row.Value);
    }

    /// <summary>The messages before the output.</summary>
    public static List<Message> Question(DataValue row)
    {
        var messages = TurnReader.Before(row);
        var instruction = row.Required("instruction").AsString();
        var input = row.Optional("input")?.AsString() ?? "";
        messages.Add(new Message("user", input.Length == 0 ? instruction : instruction.Length == 0 ? input : instruction + "\n" + input));
        return messages;
    }
}
