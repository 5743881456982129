using Attune.Generators.Datasets;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2004, ATT2005, ATT2012 and ATT2015.</summary>
public sealed class DatasetRuleTests
{
    [Theory]
    [InlineData("""[Dataset("a.csv")] partial record [|Row|](string Text, string Label);""", "[property: Completion]")]
    [InlineData("""[Dataset("a.csv")] partial class [|Row|] { public string Label { get; set; } = ""; }""", "[Completion]")]
    public Task A_dataset_without_a_completion_fires(string marked, string message) =>
        Rule.FiresAsync<MissingCompletionRule>("ATT2004", marked, null, message);

    [Theory]
    [InlineData("""[Dataset("a.csv")] partial record Row(string Text, [property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(string Text, [Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial class Row { [Completion] public string Label { get; init; } = ""; }""")]
    [InlineData("""partial record Row(string Text, string Label);""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] partial record Row;""")]
    public Task A_completion_on_parameter_or_property_is_legal(string source) => Rule.IsSilentAsync<MissingCompletionRule>(source);

    [Fact]
    public Task Every_completion_after_the_first_fires() => Rule.FiresAsync<SeveralCompletionsRule>(
        "ATT2005",
        """[Dataset("a.csv")] partial record Row([property: Completion] string A, [property: Completion] string [|B|], [property: Completion] string [|C|]);""",
        null,
        "A, B, C");

    [Theory]
    [InlineData("""[Dataset("a.csv")] partial record Row(string Text, [property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(string Text, [property: Completion] Inner Label); record Inner([property: Completion] string A);""")]
    public Task One_completion_is_legal(string source) => Rule.IsSilentAsync<SeveralCompletionsRule>(source);

    [Theory]
    [InlineData("TestFraction = [|1|]")]
    [InlineData("TestFraction = [|10|]")]
    [InlineData("TestFraction = [|-0.1|]")]
    [InlineData("TestFraction = [|double.NaN|]")]
    [InlineData("TestFraction = [|0.1|], TestPath = \"b.csv\"")]
    public Task A_held_out_share_out_of_range_fires(string arguments) =>
        Rule.FiresAsync<TestFractionRule>("ATT2012", $"[Dataset(\"a.csv\", {arguments})] partial record Row([property: Completion] string A);");

    [Theory]
    [InlineData("TestFraction = 0")]
    [InlineData("TestFraction = 0.999")]
    [InlineData("TestFraction = 0, TestPath = \"b.csv\"")]
    [InlineData("TestPath = \"b.csv\"")]
    public Task A_share_is_legal(string arguments) =>
        Rule.IsSilentAsync<TestFractionRule>($"[Dataset(\"a.csv\", {arguments})] partial record Row([property: Completion] string A);");

    [Theory]
    [InlineData("""[Dataset("a.csv")] partial record Row(object [|Text|], [property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(List<IComparable[]> [|Text|], [property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(Inner Text, [property: Completion] string Label); record Inner(Inner? Next, System.IO.Stream [|Bytes|]);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(Dictionary<int, string> [|Text|], [property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Preference)] partial record [|Row|](string Text);""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Preference)] partial record [|Row|] : IRowOf<Attune.Text.Datasets.Shapes.LabelledText>;""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] partial record [|Row|](string Text);""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Detect)] partial record [|Row|] : IRowOf<string>;""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] partial class [|Row|] { public string Source { get; set; } = ""; }""")]
    [InlineData("""[Dataset("a.csv")] abstract partial record [|Row|]([property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial class [|Row|](string other) { [Completion] public string Label => other; }""")]
    public Task A_type_without_a_form_in_data_fires(string marked) => Rule.FiresAsync<UnreadableTypeRule>("ATT2015", marked);

    [Theory]
    [InlineData("string?")]
    [InlineData("int?")]
    [InlineData("Dictionary<string, List<decimal?>>")]
    [InlineData("ImmutableArray<DateTimeOffset>")]
    [InlineData("DayOfWeek")]
    [InlineData("Guid")]
    [InlineData("Row")]
    [InlineData("NotYetWritten")]
    public Task Types_that_data_has_are_legal(string type) =>
        Rule.IsSilentAsync<UnreadableTypeRule>($"[Dataset(\"a.csv\")] partial record Row({type} Text, [property: Completion] string Label);");
}
