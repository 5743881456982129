using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>
/// Two answers to one prompt. The prompt has a field of its own, or is what both answers begin with: their first messages
/// where they are conversations (also written as <c>Human:</c> and <c>Assistant:</c> turns in one text), their first
/// words where they are texts.
/// </summary>
internal sealed class PreferenceShape : IDatasetShape<PreferencePair>
{
    public DatasetShape Shape => DatasetShape.Preference;

    public string Name => "preference";

    public string Fields => "prompt?, chosen, rejected (each a text or messages); prompt also as conversations, messages, question, or instruction and input";

    public Type RowType => typeof(PreferencePair);

    public ShapeMatch? Recognise(RowSample rows) => PreferenceFields.Recognise(rows);

    public PreferencePair Read(DatasetRow row, ShapeOptions options)
    {
        var value = row.Value;
        if (PreferenceFields.Answers(value) is not { } answers)
            return LastAnswerRejected(value, options);
        var prompt = PreferenceFields.Prompt(value, options);
        if (prompt is null && Transcript.IsOne(answers.Chosen) && Transcript.IsOne(answers.Rejected))
            return PreferencePairs.ByCommonStart(Transcript.Read(answers.Chosen), Transcript.Read(answers.Rejected), value);
        if (prompt is null && answers.Chosen.Kind == DataKind.String && !RowSample.IsList(answers.Chosen))
            return PreferencePairs.ByCommonText(answers.Chosen.AsString(), answers.Rejected.AsString(), value);
        var chosen = TurnReader.ReadTurns(answers.Chosen, "assistant", options);
        var rejected = TurnReader.ReadTurns(answers.Rejected, "assistant", options);
        return prompt is null
            ? PreferencePairs.ByCommonStart(chosen, rejected, value)
            : PreferencePairs.Create(prompt, PreferencePairs.Without(prompt, chosen), PreferencePairs.Without(prompt, rejected), value);
    }

    /// <summary>ms-swift's form: the conversation ends with the chosen answer, and the rejected one stands beside it.</summary>
    private static PreferencePair LastAnswerRejected(DataValue row, ShapeOptions options)
    {
        if (row["rejected_messages"] is null && row["rejected_response"] is null)
            row.Required("rejected");
        var messages = TurnReader.ReadAll(row["messages"] ?? row.Required("chosen"), options, row["system"]);
        var rejected = row["rejected_messages"] is { } other
            ? TurnReader.ReadAll(other, options)
            : [new Message("assistant", row.Required("rejected_response").AsString())];
        if (row["rejected_messages"] is not null)
            return PreferencePairs.ByCommonStart(messages, rejected, row);
        if (messages[^1].Role != "assistant")
            throw DataErrors.At(row, DataErrors.Incomplete, "The messages do not end with the chosen answer.", "Add the assistant's message.");
        return PreferencePairs.Create(messages[..^1], messages[^1..], rejected, row);
    }
}
