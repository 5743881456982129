using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class DatasetPathsTests
{
    [Theory]
    [InlineData("*.jsonl", "B.jsonl a.jsonl b.jsonl")]
    [InlineData("?.jsonl", "B.jsonl a.jsonl b.jsonl")]
    [InlineData("b.*", "b.csv b.jsonl")]
    [InlineData("**/*.jsonl", "B.jsonl a.jsonl b.jsonl sub/c.jsonl sub/deep/d.jsonl")]
    [InlineData("sub/**", "sub/c.jsonl sub/deep/d.jsonl")]
    [InlineData("*/*.jsonl", "sub/c.jsonl")]
    [InlineData("s*b/**/?.jsonl", "sub/c.jsonl sub/deep/d.jsonl")]
    public void Patterns_give_files_in_ordinal_order(string pattern, string expected)
    {
        using var folder = Folder();
        var files = DatasetPaths.Expand([folder.File(pattern)]);
        Assert.Equal(expected, string.Join(' ', files.Select(file => Path.GetRelativePath(folder.File(""), file).Replace('\\', '/'))));
    }

    [Fact]
    public void Several_paths_keep_their_order_and_each_file_counts_once()
    {
        Assert.Equal(["data/b.csv", "data/*.jsonl"], DatasetPaths.Split("data/b.csv; data/*.jsonl;"));
        using var folder = Folder();
        var files = DatasetPaths.Expand([folder.File("b.jsonl"), folder.File("*.jsonl")]);
        Assert.Equal(["b.jsonl", "B.jsonl", "a.jsonl"], files.Select(Path.GetFileName));
        Assert.Equal(["b.jsonl", "B.jsonl", "a.jsonl"], DatasetReader.ReadAll(files).Select(row => Path.GetFileName(row.File)));
    }

    [Theory]
    [InlineData("*.tsv", "Correct the pattern")]
    [InlineData("none/*.tsv", "There is no folder")]
    public void A_pattern_without_files_is_a_mistake(string pattern, string remedy)
    {
        using var folder = Folder();
        var error = Assert.Throws<AttuneException>(() => DatasetPaths.Expand([folder.File(pattern)]));
        Assert.Equal("ATT3018", error.Code);
        Assert.Contains(remedy, error.Remedy);
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sub/deep"));
        foreach (var name in new[] { "b.jsonl", "a.jsonl", "B.jsonl", "b.csv", ".hidden.jsonl", "sub/c.jsonl", "sub/deep/d.jsonl" })
            File.WriteAllText(folder.File(name), "{\"a\": 1}\n");
        return folder;
    }
}
