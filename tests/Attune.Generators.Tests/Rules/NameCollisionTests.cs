using Attune.Generators.Datasets;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2025 and ATT2033.</summary>
public sealed class NameCollisionTests
{
    private const string Name = "System.Text.Json.Serialization.JsonPropertyName";

    [Theory]
    [InlineData("""[Dataset("a.csv")] partial record Row(string A, [property: NAME("a")] string [|B|], [property: Completion] string C);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(string Url, string [|URL|], [property: Completion] string C);""")]
    [InlineData("""[Dataset("a.jsonl")] partial record Row(Inner[] Inner, [property: Completion] string C); record Inner(string A) { public string [|a|] { get; init; } = ""; }""")]
    [InlineData("""[Dataset("a.jsonl")] partial record Row([property: Completion] Kind C); enum Kind { A, [System.Text.Json.Serialization.JsonStringEnumMemberName("A")] [|B|] }""")]
    [InlineData("""[Dataset("a.jsonl")] partial record Row(Inner X, [property: Completion] string C); [Dataset("b.jsonl")] partial record Other(Inner X, [property: Completion] string C); record Inner(string A, [property: NAME("a")] string [|B|]);""")]
    public Task Two_names_that_are_one_in_data_fire(string marked) =>
        Rule.FiresAsync<NameCollisionRule>("ATT2025", marked.Replace("NAME", Name, StringComparison.Ordinal), null, "in data");

    [Theory]
    [InlineData("""[Dataset("a.csv")] partial record Row(string A, [property: NAME("b")] string B, [property: Completion] string C);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row([property: NAME("b")] string A, [property: NAME("B")] string B, [property: Completion] string C);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(string A, [property: Completion] Kind C) { [System.Text.Json.Serialization.JsonIgnore] public string a { get; init; } = ""; } enum Kind { A = 1, B = 1 }""")]
    [InlineData("""[Dataset("a.jsonl")] partial record Row(Row? Inner, [property: Completion] string C);""")]
    public Task Names_that_differ_are_legal(string source) => Rule.IsSilentAsync<NameCollisionRule>(source.Replace("NAME", Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("""[Dataset("data/a.csv", TestPath = [|"data/a.csv"|])] partial record Row([property: Completion] string C);""")]
    [InlineData("""[Dataset("./data/a.csv", TestPath = [|"data\\a.csv"|])] partial record Row([property: Completion] string C);""")]
    public Task A_test_on_the_training_rows_fires(string marked) =>
        Rule.FiresAsync<TestRowsAreTrainingRowsRule>("ATT2033", marked, null, "learned by heart");

    [Theory]
    [InlineData("""[Dataset("data/a.csv", TestPath = "data/b.csv")] partial record Row([property: Completion] string C);""")]
    [InlineData("""[Dataset("data/a.csv")] partial record Row([property: Completion] string C);""")]
    public Task Another_file_is_legal(string source) => Rule.IsSilentAsync<TestRowsAreTrainingRowsRule>(source);
}
