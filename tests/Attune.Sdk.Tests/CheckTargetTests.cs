using System.Text.RegularExpressions;
using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>Row checks in the build: where warnings stand, what makes them errors, and what makes the check run again.</summary>
public sealed partial class CheckTargetTests
{
    private const string Planted = """{"text": "thing number 41 is &amp; red", "colour": "red"}""";

    [Fact]
    public void Warnings_stand_in_the_data_file_and_fail_only_where_the_project_says_so()
    {
        using var project = new TuningProject();
        project.WriteRows([.. TuningProject.Rows(), Planted]);
        var warned = project.Build("-p:TreatWarningsAsErrors=false").MustSucceed();
        Assert.Contains($"{project.DataFile}(41,10): warning ATT3075: 'text' has the HTML entity '&amp;' in plain text.", warned.Output);
        Assert.Contains("1 warnings, 0 suggestions", warned.Output);
        Assert.Contains("  prompt    p50 ", warned.Output);

        // Another answer to what is an error: the check runs again though no file has changed.
        var strict = project.Build("-t:_AttuneCheck", "--no-restore");
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains($"{project.DataFile}(41,10): error ATT3075: ", strict.Output);
    }

    [Fact]
    public void The_check_runs_again_for_everything_that_it_depends_on_and_for_nothing_else()
    {
        using var project = new TuningProject();
        project.WriteRows([.. TuningProject.Rows(), Planted]);
        project.Write(".editorconfig", "root = true\n[data/*.jsonl]\ndotnet_diagnostic.ATT3075.severity = suggestion\n");
        Assert.Contains("): suggestion ATT3075: ", project.Build().MustSucceed().Output);
        Assert.DoesNotContain("held out", Check(project).MustSucceed().Output);

        // Severities.
        project.Write(".editorconfig", "root = true\n[data/*.jsonl]\ndotnet_diagnostic.ATT3075.severity = error\n");
        var strict = Check(project);
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains($"{project.DataFile}(41,10): error ATT3075: ", strict.Output);
        project.Write(".editorconfig", "root = true\n[data/*.jsonl]\ndotnet_diagnostic.ATT3075.severity = none\n");
        Assert.DoesNotContain("ATT3075", Check(project).MustSucceed().Output);
        Assert.DoesNotContain("held out", Check(project).MustSucceed().Output);

        // The chat template and the tokenizer of the base model.
        foreach (var (file, addition) in new[] { ("base/chat_template.jinja", "{# the same text, another template #}"), ("base/tokenizer.json", " ") })
        {
            File.AppendAllText(project.PathOf(file), addition);
            Assert.Contains("held out", Check(project).MustSucceed().Output);
        }

        // The data, also where an older file takes its place.
        project.WriteRows(TuningProject.Rows());
        File.SetLastWriteTimeUtc(project.DataFile, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Contains("31 train, 9 held out", Check(project).MustSucceed().Output);
        Assert.DoesNotContain("held out", Check(project).MustSucceed().Output);

        // A file of severities that is gone.
        File.Delete(project.PathOf(".editorconfig"));
        Assert.Contains("held out", Check(project).MustSucceed().Output);
    }

    /// <summary>What a build without anything to do costs is not measured here, but what it does.</summary>
    [Fact]
    public void A_build_that_is_up_to_date_looks_what_has_changed_and_runs_nothing()
    {
        using var project = new TuningProject();
        project.Build().MustSucceed();
        var output = project.Build("--no-restore", "-v:detailed").MustSucceed().Output;
        var skipped = Ours(SkippedTarget().Matches(output));
        Assert.Equal(["_AttuneCheck", "_AttuneCutTokenizers"], skipped);

        // They read lists of files; what they write is the same as before.
        Assert.Equal(
            ["_AttuneAddTextToAnalyzers", "_AttuneCollectInputs", "_AttuneListBaseModels", "_AttuneListTokenizers", "_AttuneWriteKey"],
            Ours(DoneTarget().Matches(output)).Except(skipped));
        Assert.DoesNotContain("Task \"Exec\"", output);
        Assert.DoesNotContain("held out", output);
    }

    private static string[] Ours(IEnumerable<Match> targets) =>
        [.. targets.Select(match => match.Groups[1].Value).Where(name => name.StartsWith("_Attune", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("Skipping target \"(\\w+)\" because all output files are up-to-date")]
    private static partial Regex SkippedTarget();

    [GeneratedRegex("Done building target \"(\\w+)\"")]
    private static partial Regex DoneTarget();

    private static Run Check(TuningProject project) => project.Build("-t:_AttuneCheck", "--no-restore");
}
