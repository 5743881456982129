using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>Conversations as OpenAI's fine-tuning files and TRL have them.</summary>
internal sealed class MessagesShape : IDatasetShape<Conversation>
{
    public DatasetShape Shape => DatasetShape.Messages;

    public string Name => "messages";

    public string Fields => "messages: [{role, content, tool_calls?, name?, weight?}], tools?, parallel_tool_calls?";

    public Type RowType => typeof(Conversation);

    public ShapeMatch? Recognise(RowSample rows) => rows.Match(("messages", RowSample.IsMessages));

    public Conversation Read(DatasetRow row, ShapeOptions options) => TurnReader.Answered(
        TurnReader.ReadAll(row.Value.Required("messages"), options, row.Value["system"]), row.Value);
}
