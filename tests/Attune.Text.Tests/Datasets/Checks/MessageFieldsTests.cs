using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Shapes;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>What a shape made of a row is found again at its place in the file.</summary>
public class MessageFieldsTests
{
    [Theory]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "user", "content": "user"}, {"role": "assistant", "content": "One"}]}""", "\"user\"}", "\"One\"")]
    [InlineData(DatasetShape.Messages, """{"messages": [{"role": "user", "content": "same"}, {"role": "assistant", "content": "same"}]}""", "\"same\"}, ", "\"same\"}]")]
    [InlineData(DatasetShape.Alpaca, """{"instruction": "Add them.", "input": "1, 2", "output": "3"}""", "\"Add", "\"3\"")]
    [InlineData(DatasetShape.Alpaca, """{"output": "3", "instruction": "Add them.", "input": ""}""", "\"Add", "\"3\"")]
    [InlineData(DatasetShape.PromptCompletion, """{"id": 1, "prompt": "q", "completion": "a"}""", "\"q\"", "\"a\"")]
    [InlineData(DatasetShape.ShareGpt, """{"conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": ""}]}""", "\"q\"", "\"\"")]
    public void Each_message_has_its_place(DatasetShape shape, string json, string asked, string answered)
    {
        var fields = Fields(shape, json);
        Assert.Equal([json.IndexOf(asked, StringComparison.Ordinal) + 1, json.LastIndexOf(answered, StringComparison.Ordinal) + 1], fields.Select(field => field.Column));
        Assert.Equal([FieldRole.Input, FieldRole.Answer], fields.Select(field => field.Role));
        Assert.All(fields, field => Assert.Equal(7, field.Line));
    }

    [Fact]
    public void A_call_of_a_tool_stands_at_the_row()
    {
        const string json = """{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": null, "tool_calls": [{"function": {"name": "f", "arguments": {}}}]}]}""";
        Assert.Equal((7, 1), (Fields(DatasetShape.Messages, json)[1].Line, Fields(DatasetShape.Messages, json)[1].Column));
    }

    private static IReadOnlyList<RowField> Fields(DatasetShape shape, string json)
    {
        var row = new DatasetRow("f.jsonl", 7, DataValue.Parse(json, "f.jsonl", 7));
        var conversation = ((IDatasetShape<Conversation>)DatasetShapes.Choose(shape, [row])).Read(row, new ShapeOptions());
        return MessageFields.Of(row, conversation.Messages);
    }
}
