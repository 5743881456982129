using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>One answer that is good or bad, as KTO learns from: TRL's <c>label</c>, LLaMA-Factory's <c>kto_tag</c>.</summary>
internal sealed class UnpairedPreferenceShape : IDatasetShape<JudgedAnswer>
{
    private static readonly string[] Labels = ["label", "kto_tag"];

    public DatasetShape Shape => DatasetShape.UnpairedPreference;

    public string Name => "unpaired-preference";

    public string Fields => "prompt, completion, label: true or false (also kto_tag; also messages, conversations, or instruction and output)";

    public Type RowType => typeof(JudgedAnswer);

    public ShapeMatch? Recognise(RowSample rows)
    {
        foreach (var label in Labels)
        {
            var match = rows.Match(("prompt", RowSample.IsTextOrMessages), ("completion", RowSample.IsTextOrMessages), (label, RowSample.IsBoolean))
                ?? rows.Match(("messages", RowSample.IsMessages), (label, RowSample.IsBoolean))
                ?? rows.Match(("conversations", RowSample.IsMessages), (label, RowSample.IsBoolean))
                ?? rows.Match(("instruction", RowSample.IsText), ("output", RowSample.IsText), (label, RowSample.IsBoolean));
            if (match is not null)
                return match;
        }

        return null;
    }

    public JudgedAnswer Read(DatasetRow row, ShapeOptions options)
    {
        var value = row.Value;
        var isGood = (value["label"] ?? value["kto_tag"] ?? value.Required("label")).AsBoolean();
        if ((value["messages"] ?? value["conversations"]) is { } turns)
        {
            var messages = TurnReader.ReadAll(turns, options, value["system"]);
            var answered = TurnReader.Answered(messages, value);
            return new JudgedAnswer(answered with { Messages = messages[..^1] }, messages[^1..], isGood);
        }

        if (value["instruction"] is not null)
            return new JudgedAnswer(TurnReader.Prompt(AlpacaShape.Question(value), value), [new Message("assistant", value.Required("output").AsString())], isGood);
        var prompt = TurnReader.ReadTurns(value.Required("prompt"), "user", options);
        var answer = TurnReader.ReadTurns(value.Required("completion"), "assistant", options);
        return new JudgedAnswer(TurnReader.Prompt(prompt, value), answer, isGood);
    }
}
