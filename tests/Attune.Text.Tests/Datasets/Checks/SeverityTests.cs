using Attune.TestSupport;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>The part of EditorConfig that severities need: roots, nearness, sections and their globs.</summary>
public sealed class SeverityTests
{
    [Theory]
    [InlineData("*", "a.csv", true)]
    [InlineData("*", "deep/er/a.csv", true)]
    [InlineData("*.csv", "deep/a.csv", true)]
    [InlineData("*.csv", "a.csv.gz", false)]
    [InlineData("data/*.csv", "data/a.csv", true)]
    [InlineData("data/*.csv", "data/deep/a.csv", false)]
    [InlineData("data/*.csv", "other/data/a.csv", false)]
    [InlineData("/data/*.csv", "data/a.csv", true)]
    [InlineData("data/**.csv", "data/deep/a.csv", true)]
    [InlineData("data/**/a.csv", "data/a.csv", true)]
    [InlineData("data/**/a.csv", "data/x/y/a.csv", true)]
    [InlineData("data/**/a.csv", "data/xa.csv", false)]
    [InlineData("*.{csv,jsonl}", "a.jsonl", true)]
    [InlineData("*.{csv,jsonl}", "a.json", false)]
    [InlineData("{train,test{1,2}}.csv", "test2.csv", true)]
    [InlineData("{train,test{1,2}}.csv", "test3.csv", false)]
    [InlineData("{one}.csv", "{one}.csv", true)]
    [InlineData("{one}.csv", "one.csv", false)]
    [InlineData("part-{1..12}.csv", "part-7.csv", true)]
    [InlineData("part-{1..12}.csv", "part-13.csv", false)]
    [InlineData("part-{1..12}.csv", "part-x.csv", false)]
    [InlineData("[ab].csv", "b.csv", true)]
    [InlineData("[ab].csv", "c.csv", false)]
    [InlineData("[!ab].csv", "c.csv", true)]
    [InlineData("[!ab].csv", "a.csv", false)]
    [InlineData("[a-c]?.csv", "bx.csv", true)]
    [InlineData("[c-a].csv", "b.csv", false)]
    [InlineData("[unclosed.csv", "[unclosed.csv", true)]
    [InlineData("{unclosed,a.csv", "{unclosed,a.csv", true)]
    [InlineData("a(b)+.csv", "a(b)+.csv", true)]
    [InlineData("a\\*.csv", "a*.csv", true)]
    [InlineData("a\\*.csv", "ab.csv", false)]
    public void Globs_match_as_the_specification_says(string glob, string path, bool matches) =>
        Assert.Equal(matches, new EditorConfigGlob(glob).Matches(path));

    [Fact]
    public void The_last_matching_section_of_the_nearest_file_wins()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("project/data"));
        Write(folder, ".editorconfig", "root = true\n[*]\ndotnet_diagnostic.ATT3077.severity = error\ndotnet_diagnostic.ATT3070.severity = none\ndotnet_diagnostic.ATT3065.severity = error");
        Write(folder, "project/.editorconfig", """
            # comment
            [*.csv]
            indent_size = 2
            DOTNET_DIAGNOSTIC.att3077.Severity = Suggestion ; as it is
            dotnet_diagnostic.CA1000.severity = whatever
            [data/train.csv]
            dotnet_diagnostic.ATT3077.severity: none
            dotnet_diagnostic.ATT3065.severity = default
            """);
        var table = SeverityTable.FromEditorConfig();
        Assert.Equal(RuleSeverity.None, table.Find("ATT3077", folder.File("project/data/train.csv"), RuleSeverity.Warning));
        Assert.Equal(RuleSeverity.Suggestion, table.Find("ATT3077", folder.File("project/data/test.csv"), RuleSeverity.Warning));
        Assert.Equal(RuleSeverity.Error, table.Find("ATT3077", folder.File("project/data/test.jsonl"), RuleSeverity.Warning));
        Assert.Equal(RuleSeverity.None, table.Find("ATT3070", folder.File("project/data/test.csv"), RuleSeverity.Warning));
        Assert.Equal(RuleSeverity.Warning, table.Find("ATT3074", folder.File("project/data/test.csv"), RuleSeverity.Warning));
        Assert.Equal([folder.File(".editorconfig"), folder.File("project/.editorconfig")], table.ReadFiles.Order());
    }

    [Fact]
    public void A_root_ends_the_search()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("project"));
        Write(folder, ".editorconfig", "root = true\n[*]\ndotnet_diagnostic.ATT3077.severity = error");
        Write(folder, "project/.editorconfig", "\uFEFFroot=TRUE\n[*.jsonl]\ndotnet_diagnostic.ATT3070.severity = none");
        Assert.Equal(RuleSeverity.Warning, SeverityTable.FromEditorConfig().Find("ATT3077", folder.File("project/a.csv"), RuleSeverity.Warning));
    }

    [Fact]
    public void A_word_that_is_no_severity_is_an_error_at_its_place()
    {
        using var folder = new TemporaryFolder();
        Write(folder, ".editorconfig", "root = true\n[*.csv]\ndotnet_diagnostic.ATT3077.severity = warn # please");
        var error = Assert.Throws<AttuneException>(() => SeverityTable.FromEditorConfig().Find("ATT3077", folder.File("a.csv"), RuleSeverity.Warning));
        Assert.Equal(
            $"{folder.File(".editorconfig")}(3,38): error ATT3110: 'warn' is no severity. Use one of error, warning, suggestion, silent, none, default.", error.ToString());
    }

    [Theory]
    [InlineData("ATT3707", "There is no row check ATT3707.")]
    [InlineData("att3002", "ATT3002 is an error of reading, so a severity does not change it.")]
    [InlineData("ATT3054", "ATT3054 is always an error, so a severity does not change it.")]
    [InlineData("ATT3061", null)]
    [InlineData("ATT3077", null)]
    public void A_severity_that_changes_nothing_is_told_at_its_place(string code, string? fact)
    {
        using var folder = new TemporaryFolder();
        Write(folder, ".editorconfig", $"root = true\n[*.jsonl]\ndotnet_diagnostic.{code}.severity = none");
        File.WriteAllText(folder.File("a.jsonl"), """{"q": "a", "a": "b"}""");
        var row = new CheckedRow { File = folder.File("a.jsonl"), Line = 1, Part = DatasetPart.Train, Question = "a", Answer = "b", Fields = [] };
        string[] Lines(WarningPolicy? policy) =>
            [.. DatasetChecks.Run([row], new DatasetCheckOptions { Severities = SeverityTable.FromEditorConfig(policy) }).Findings.Select(finding => finding.ToString())];
        Assert.Equal(
            fact is null ? [] : [$"{folder.File(".editorconfig")}(3,19): warning ATT3113: {fact} Correct the id, or delete the line."],
            Lines(null));
        Assert.All(Lines(new WarningPolicy { TreatWarningsAsErrors = true }), line => Assert.Contains("): error ATT3113: ", line));
    }

    [Theory]
    [InlineData("ATT3055", RuleSeverity.Error, RuleSeverity.Warning)]
    [InlineData("ATT3056", RuleSeverity.Error, RuleSeverity.Error)]
    [InlineData("ATT3070", RuleSeverity.Warning, RuleSeverity.Error)]
    [InlineData("ATT3071", RuleSeverity.Warning, RuleSeverity.Warning)]
    [InlineData("ATT3076", RuleSeverity.Suggestion, RuleSeverity.Suggestion)]
    [InlineData("ATT3077", RuleSeverity.None, RuleSeverity.None)]
    public void The_build_may_turn_warnings_into_errors_and_errors_into_warnings(string code, RuleSeverity severity, RuleSeverity expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder, ".editorconfig", "root = true");
        RuleSeverity Under(WarningPolicy warnings) => SeverityTable.FromEditorConfig(warnings).Find(code, folder.File("a.csv"), severity);
        var policy = new WarningPolicy { WarningsNotAsErrors = new HashSet<string> { "ATT3055", "ATT3071" }, WarningsAsErrors = new HashSet<string> { "ATT3070", "ATT3071", "ATT3076" } };
        Assert.Equal(expected, Under(policy));
        Assert.Equal(expected, Under(policy with { TreatWarningsAsErrors = true, WarningsAsErrors = new HashSet<string>() }));
        Assert.Equal(severity, Under(WarningPolicy.None));
    }

    private static void Write(TemporaryFolder folder, string name, string text) => File.WriteAllText(folder.File(name), text);
}
