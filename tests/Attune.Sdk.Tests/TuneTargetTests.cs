using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>The targets on a real project: what is done, what is skipped, and what is said of it.</summary>
public sealed class TuneTargetTests
{
    [Fact]
    public void Tune_does_what_an_edit_asks_for_and_no_more()
    {
        using var project = new TuningProject();
        var first = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("0 mismatches between training and inference", first.Output);
        Assert.Contains("supervised in 40 of 40 rows", first.Output);
        Assert.Contains("31 train, 9 held out", first.Output);
        var weights = project.LockedWeights();

        // Again: nothing to do.
        var again = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("nothing to do", again.Output);
        Assert.DoesNotContain("tuning", again.Output);

        // Clean removes what the build wrote, not the models; the program then sees by hashes that all is there.
        project.Build("-t:Clean").MustSucceed();
        var cleaned = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("nothing to do", cleaned.Output);

        // An assertion: evaluated again, not tuned again.
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotContain(\"green\");", "Name the colour."));
        var edited = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("not needed", edited.Output);
        Assert.Contains("report.html", edited.Output);
        Assert.Equal(weights, project.LockedWeights());

        // The prompt's template: tuned again.
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotContain(\"green\");", "Which colour is it?"));
        var template = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("changed since the last run: rows or prompt", template.Output);
        Assert.NotEqual(weights, project.LockedWeights());

        // And back: the first run's weights are still there.
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotContain(\"green\");", "Name the colour."));
        Assert.DoesNotContain("step ", project.Build("-t:Tune").MustSucceed().Output);
        Assert.Equal(weights, project.LockedWeights());

        // A row of the data: tuned again.
        project.WriteRows([.. TuningProject.Rows(), """{"text": "one more thing", "colour": "red"}"""]);
        var row = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("changed since the last run: rows or prompt", row.Output);
        Assert.NotEqual(weights, project.LockedWeights());
    }

    [Fact]
    public void A_build_checks_the_data_once_and_again_when_it_changes()
    {
        using var project = new TuningProject();
        Assert.Contains("31 train, 9 held out", project.Build().MustSucceed().Output);
        Assert.DoesNotContain("held out", project.Build().MustSucceed().Output);
        var rows = TuningProject.Rows();
        rows[6] = """{"text": "half a row", "colour": """;
        project.WriteRows(rows);
        var broken = project.Build();
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains($"{project.DataFile}(7,", broken.Output);
        Assert.Contains("error ATT3", broken.Output);
        Assert.DoesNotContain("   at ", broken.Output);
    }

    [Fact]
    public void A_missed_threshold_fails_the_build_at_its_attribute()
    {
        using var project = new TuningProject();
        var recipe = TuningProject.Recipe("answer.Should().Be(\"never this\");", "Name the colour.").Replace("AtLeast = 0.01)", "AtLeast = 0.5)", StringComparison.Ordinal);
        project.Write("Recipe.cs", recipe);
        var run = project.Build("-t:Tune");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Recipe.cs(11,6): error ATT4312: Holds holds for 0 of 9 held-out rows", run.Output);
        Assert.True(File.Exists(project.PathOf("attune.lock.json")));

        // Still missed, still an error, without training again.
        var again = project.Build("-t:Tune");
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("error ATT4312", again.Output);
        Assert.DoesNotContain("step ", again.Output);
    }
}
