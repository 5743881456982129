namespace Attune.Text.Datasets.Shapes;

/// <summary>Two answers to one prompt as OpenAI's preference files have them.</summary>
internal sealed class OpenAiPreferenceShape : IDatasetShape<PreferencePair>
{
    public DatasetShape Shape => DatasetShape.OpenAiPreference;

    public string Name => "openai-preference";

    public string Fields => "input: {messages, tools?, parallel_tool_calls?}, preferred_output: [message], non_preferred_output: [message]";

    public Type RowType => typeof(PreferencePair);

    public ShapeMatch? Recognise(RowSample rows) => rows.Match(
        ("input", value => value.Kind == DataKind.Object && value["messages"] is not null),
        ("preferred_output", RowSample.IsMessages), ("non_preferred_output", RowSample.IsMessages));

    public PreferencePair Read(DatasetRow row, ShapeOptions options)
    {
        var input = row.Value.Required("input");
        var prompt = TurnReader.ReadAll(input.Required("messages"), options);
        var chosen = TurnReader.ReadAll(row.Value.Required("preferred_output"), options);
        var rejected = TurnReader.ReadAll(row.Value.Required("non_preferred_output"), options);
        return PreferencePairs.Create(prompt, chosen, rejected, row.Value) with { Prompt = TurnReader.Prompt(prompt, input) };
    }
}
