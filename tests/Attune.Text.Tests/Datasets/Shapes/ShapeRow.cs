using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Shapes;

namespace Attune.Text.Tests.Datasets.Shapes;

/// <summary>Rows of a shape, of which a test gives the JSON.</summary>
internal static class ShapeRow
{
    public static List<DatasetRow> Rows(params string[] json) => DataFile.Read("rows.jsonl", string.Join('\n', json));

    public static T Read<T>(DatasetShape shape, string json, params string[] roles) =>
        ((IDatasetShape<T>)DatasetShapes.Choose(shape, [])).Read(
            Rows(json)[0], new ShapeOptions { Roles = RoleNames.Default.With(roles) });

    public static AttuneException Mistake<T>(DatasetShape shape, string json) =>
        Xunit.Assert.Throws<AttuneException>(() => Read<T>(shape, json));

    /// <summary>Messages as <c>role: text</c>, with a <c>*</c> where one is not learned and <c>name(arguments)</c> for its calls.</summary>
    public static string Show(IEnumerable<Message> messages) => string.Join(" | ", messages.Select(message =>
        $"{message.Role}{(message.IsLearned ? "" : "*")}: {message.Content}{string.Concat((message.ToolCalls ?? []).Select(call => $"{call.Name}({string.Join(", ", call.Arguments.Select(pair => $"{pair.Key}={pair.Value}"))})"))}"));
}
