using Attune.Generators.Datasets;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2006.</summary>
public sealed class MissingFileTests
{
    [Theory]
    [InlineData("""[Dataset([|"data/tickest.jsonl"|])] partial record Row([property: Completion] string A);""", "Did you mean 'data/tickets.jsonl'?")]
    [InlineData("""[Dataset([|"nowhere.csv"|])] partial record Row([property: Completion] string A);""", "has no file 'nowhere.csv'")]
    [InlineData("""[Dataset("data/tickets.jsonl", TestPath = [|"data/test.jsonl"|])] partial record Row([property: Completion] string A);""", "data/test.jsonl")]
    [InlineData("""[Dataset([|"data/tickets.jsonl;data/more.jsonl"|])] partial record Row([property: Completion] string A);""", "has no file 'data/more.jsonl'")]
    public Task Fires_at_the_path(string marked, string message) =>
        Rule.FiresAsync<MissingFileRule>("ATT2006", marked, TestOptions.Sdk("data/tickets.jsonl"), message);

    [Theory]
    [InlineData("data/tickets.jsonl")]
    [InlineData("./data/tickets.jsonl")]
    [InlineData("../elsewhere.jsonl")]
    [InlineData("/data/elsewhere.jsonl")]
    [InlineData("$(Banking77)/train.csv")]
    [InlineData("data/tickets.jsonl; ../elsewhere.jsonl;")]
    [InlineData("data/**/part-?.jsonl.gz")]
    public Task Is_silent_on_files_that_exist_or_lie_outside(string path) => Rule.IsSilentAsync<MissingFileRule>(
        $"[Dataset(\"{path}\")] partial record Row([property: Completion] string A);", TestOptions.Sdk("data/tickets.jsonl"));

    [Fact]
    public Task Is_silent_where_the_build_lists_no_files() =>
        Rule.IsSilentAsync<MissingFileRule>("""[Dataset("nowhere.csv")] partial record Row([property: Completion] string A);""");
}
