using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>Conversations as ShareGPT had them; also a list of <c>human</c> and <c>assistant</c> pairs under <c>conversation</c>.</summary>
internal sealed class ShareGptShape : IDatasetShape<Conversation>
{
    public DatasetShape Shape => DatasetShape.ShareGpt;

    public string Name => "sharegpt";

    public string Fields => "conversations: [{from, value}], system?, tools?";

    public Type RowType => typeof(Conversation);

    public ShapeMatch? Recognise(RowSample rows) =>
        rows.Match(("conversations", RowSample.IsMessages)) ?? rows.Match(("conversation", IsPairs));

    public Conversation Read(DatasetRow row, ShapeOptions options)
    {
        if (row.Value["conversation"] is not { } pairs)
            return TurnReader.Answered(TurnReader.ReadAll(row.Value.Required("conversations"), options, row.Value["system"]), row.Value);
        var messages = new List<Message>();
        if (row.Value.Optional("system") is { } system)
            messages.Add(new Message("system", system.AsString()));
        foreach (var pair in pairs.Items)
        {
            messages.Add(new Message("user", pair.Required("human").AsString()));
            messages.Add(new Message("assistant", pair.Required("assistant").AsString()));
        }

        return messages.Count > 0 && pairs.Items.Count > 0
            ? TurnReader.Answered(messages, row.Value)
            : throw DataErrors.At(pairs, DataErrors.Incomplete, "The conversation has no messages.", "Write them, or delete the row.");
    }

    private static bool IsPairs(DataValue value) =>
        RowSample.IsList(value) && value.Items.Count > 0 && value.Items.All(pair => pair.Kind == DataKind.Object && pair["human"] is not null && pair["assistant"] is not null);
}
