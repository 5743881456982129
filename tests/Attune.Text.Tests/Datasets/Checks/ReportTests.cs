using System.Text.RegularExpressions;
using Attune.TestSupport;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;
using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>What becomes of findings, the figures, and the page that lists the rules.</summary>
public sealed partial class ReportTests
{
    [Fact]
    public void Twenty_findings_of_a_rule_are_shown_and_the_rest_is_counted()
    {
        var rows = Enumerable.Range(0, 50).Select(i => Row($"{Word(i * 7)} and {Word(i * 13)} &amp; {Word(i * 29)} {Word(i)}", $"{Word(i * 31)}.")).ToArray();
        rows[40] = Row(Word(4), "");
        var report = new CheckedDataset { Train = rows, Encode = false }.Run();
        var lines = report.Lines().ToList();
        Assert.True(report.HasErrors);
        Assert.Contains("(41,", lines[0]);
        Assert.Contains(": error ATT3050: ", lines[0]);
        Assert.Equal(22, lines.Count);
        Assert.Contains("train.jsonl(21,7): warning ATT3075: 29 more of ATT3075 are not shown; the first of them is here.", lines[21]);
        Assert.All(lines, line => Assert.Matches(@"^.+\(\d+,\d+\): (error|warning) ATT\d{4}: .+\.$", line));
    }

    [Fact]
    public void Severities_turn_rules_into_errors_suggestions_or_off()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(".editorconfig"), """
            root = true
            [train.jsonl]
            dotnet_diagnostic.ATT3075.severity = error
            dotnet_diagnostic.ATT3050.severity = none
            dotnet_diagnostic.ATT3071.severity = suggestion
            """);
        CheckedRow RowOf(string file, string question, string answer) => new()
        {
            File = folder.File(file),
            Line = 1,
            Part = DatasetPart.Train,
            Question = question,
            Answer = answer,
            Fields = [new("q", question, 1, 7, FieldRole.Input), new("a", answer, 1, 30, FieldRole.Answer)],
        };
        var report = DatasetChecks.Run(
            [RowOf("train.jsonl", "a &amp; b", ""), RowOf("other.jsonl", "b &amp; \uFFFD", ""), RowOf("train.jsonl", "\uFFFD", "x")],
            new DatasetCheckOptions { Severities = SeverityTable.FromEditorConfig() });
        Assert.Equal(
            [
                ("ATT3050", "other.jsonl", RuleSeverity.Error), ("ATT3071", "other.jsonl", RuleSeverity.Warning), ("ATT3071", "train.jsonl", RuleSeverity.Suggestion),
                ("ATT3075", "train.jsonl", RuleSeverity.Error), ("ATT3075", "other.jsonl", RuleSeverity.Warning),
            ],
            report.Findings.Select(finding => (finding.Code, Path.GetFileName(finding.File), finding.Severity)));
        Assert.Contains(report.Lines(), line => line.Contains("): suggestion ATT3071: "));
    }

    [Fact]
    public void Figures_are_those_of_the_tokens()
    {
        var figures = new CheckedDataset
        {
            Train = [.. Enumerable.Range(1, 19).Select(i => Row(new string('z', i), "red"))],
            Test = [Row(new string('z', 100), "blue")],
        }.Run().Statistics;
        var frame = Tokenizer.Encode("<|im_start|>user\n<|im_end|>\n<|im_start|>assistant\n").Count;
        var answer = Tokenizer.Encode("red<|im_end|>\n").Count;
        Assert.Equal((19, 1, 20), (figures.TrainRows, figures.TestRows, figures.Rows));
        Assert.Equal(new TokenLengths(frame + 10, frame + 19, frame + 100), figures.Prompt);
        Assert.Equal(answer, figures.Answer.Median);
        Assert.Equal((frame + 10 + answer, frame + 19 + answer), (figures.Whole.Median, figures.Whole.Percentile95));
        Assert.Equal((20, 0, 0), (figures.StoppedRows, figures.MismatchedRows, figures.TooLongRows));
        var supervised = (19 * Tokenizer.Encode("red").Count) + Tokenizer.Encode("blue").Count + 20;
        Assert.Equal(supervised, figures.SupervisedTokens);
        Assert.Equal((double)supervised / figures.Tokens, figures.SupervisedShare, 12);
    }

    [Fact]
    public void A_row_that_is_cut_loses_its_end_and_nothing_else()
    {
        var row = new EncodedRow
        {
            File = "f",
            Line = 1,
            Part = DatasetPart.Train,
            Conversation = null!,
            Tokens = Tokenizer.Encode("abcd"),
            LossMask = [.. Tokenizer.Encode("abcd").Ids.Select((_, i) => i > 0)],
            PromptTokens = [],
        };
        var cut = row.Cut(1);
        Assert.Equal(row.Tokens.Ids[..1], cut.Tokens.Ids);
        Assert.Equal([false], cut.LossMask);
        Assert.Null(cut.LastTarget);
    }

    [Fact]
    public void Warnings_that_only_the_build_makes_errors_tell_once_how_to_keep_them()
    {
        var rows = new CheckedDataset { Train = [Row("a &amp; b", "red"), Row("\u0001 blue", "green"), Row("c &amp; d", "d")] };
        var strict = new WarningPolicy { TreatWarningsAsErrors = true };
        string[] Lines(WarningPolicy policy) =>
            [.. (rows with { Options = rows.Options with { Severities = SeverityTable.FromEditorConfig(policy) } }).Run().Lines()];
        var lines = Lines(strict);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Contains("): error ATT307", line));
        Assert.EndsWith(" TreatWarningsAsErrors makes an error of this warning; WarningsNotAsErrors=ATT3072;ATT3075 in the project leaves it one.", lines[0]);
        Assert.DoesNotContain(lines[1..], line => line.Contains("WarningsNotAsErrors"));
        Assert.DoesNotContain(Lines(WarningPolicy.None), line => line.Contains("WarningsNotAsErrors"));
        Assert.DoesNotContain(Lines(strict with { WarningsAsErrors = new HashSet<string> { "ATT3072", "ATT3075" } }), line => line.Contains("WarningsNotAsErrors"));
    }

    [Fact]
    public void Every_rule_is_in_the_table_with_its_severity_and_has_an_id_of_its_own()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "row-checks.md"));
        var table = TableRow().Matches(page).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Assert.Equal(RowChecks.All.Select(rule => rule.Code).Concat(["ATT3061", "ATT3113", "ATT4175"]).Order(), table.Keys.Order());
        Assert.All(RowChecks.All, rule => Assert.Equal(
            rule.Severity.ToString().ToLowerInvariant() + (rule.IsConfigurable ? "" : ", fixed"), table[rule.Code]));
    }

    [GeneratedRegex(@"^\| \[(ATT\d{4})\]\(diagnostics/\1\.md\) \| [^|]+ \| ([a-z, ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
