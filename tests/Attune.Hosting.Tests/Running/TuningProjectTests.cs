using Attune.Hosting.Commands;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Running;

/// <summary>A real tuning project, built and tuned by the host.</summary>
public sealed class TuningProjectTests
{
    [Fact]
    public async Task A_project_is_built_once_tuned_and_evaluated()
    {
        using var project = new UserProject();
        var builder = Hosts.Builder(project.Folder);
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer();
        colours.AddEvaluator().WaitForCompletion(trainer);
        await using var host = builder.Build();
        await host.StartAsync();
        var build = await host.UntilAsync("colours", snapshot => snapshot.State is ResourceState.Finished or ResourceState.Failed);
        Assert.True(build.State == ResourceState.Finished, host.LogText("colours"));
        var trained = await host.UntilAsync("colours-trainer", snapshot => snapshot.State is ResourceState.Finished or ResourceState.Failed);
        Assert.True(trained.State == ResourceState.Finished, host.LogText("colours-trainer"));
        Assert.Contains("--threads 1", trained.CommandLine);
        Assert.NotEmpty(project.LockedWeights());
        var evaluated = await host.UntilAsync("colours-evaluator", snapshot => snapshot.State is ResourceState.Finished or ResourceState.Failed);
        Assert.True(evaluated.State == ResourceState.Finished, host.LogText("colours-evaluator"));
        Assert.Contains("Holds", host.LogText("colours-evaluator"));
    }

    [Fact]
    public async Task An_earlier_artifact_is_promoted_by_a_dialog_and_served()
    {
        using var project = new UserProject();
        var builder = Hosts.Builder(project.Folder);
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer().WithExplicitStart();
        colours.AddModelServer().WaitFor(trainer);
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("colours", ResourceState.Finished);
        await RunAsync(host, "colours-trainer");
        var first = project.LockedWeights();
        var serving = await host.UntilAsync("colours-server", snapshot => snapshot.Health == ResourceHealth.Healthy);
        project.Write("Recipe.cs", UserProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 1));
        await RunAsync(host, "colours");
        await RunAsync(host, "colours-trainer");
        Assert.NotEqual(first, project.LockedWeights());

        var running = host.Commands.ExecuteAsync("colours-server", "promote", CancellationToken.None);
        await host.UntilDialogAsync("What colours-server serves", inputs =>
        {
            // Two artifacts, and to follow the recipe. The newest comes first; it is the one that was tuned last.
            Assert.Equal(3, inputs[0].Options.Count);
            Assert.Contains(inputs[0].Options, option => option.Value.Contains("(now)", StringComparison.Ordinal) && option.Key == inputs[0].Value);
            var manifests = Directory.GetFiles(project.PathOf(".attune"), "artifact.json", SearchOption.AllDirectories);
            var wanted = Path.GetFileName(Path.GetDirectoryName(manifests.Single(path => File.ReadAllText(path).Contains(first))));
            inputs[0].Value = "ColourModel/" + wanted;
        });
        var outcome = await running;
        Assert.True(outcome.Kind == CommandOutcomeKind.Done, outcome.Message + host.LogText("colours-server"));
        Assert.Equal(first, project.LockedWeights());
        Assert.Contains("is the model that is asked and served now", host.LogText("colours-server"));
        var restarted = await host.UntilAsync("colours-server", snapshot => snapshot.StartedAt > serving.StartedAt && snapshot.Health == ResourceHealth.Healthy);
        using var http = new HttpClient();
        Assert.Contains("ColourModel", await http.GetStringAsync(restarted.Urls["http"] + "/v1/models"));

        // It stays when Tune finds nothing to do, and ends with the choice to follow the recipe.
        await RunAsync(host, "colours-trainer");
        Assert.Equal(first, project.LockedWeights());
        Assert.Contains("stays the model that is asked and served", host.LogText("colours-trainer"));
        project.Program("promote").MustSucceed();
        Assert.NotEqual(first, project.LockedWeights());
        var unknown = project.Program("promote", "--artifact", "ffff");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("error ATT4321: ColourModel has no artifact 'ffff'.", unknown.Output);
    }

    [Fact]
    public async Task A_second_run_of_a_recipe_is_refused_while_one_trains()
    {
        using var project = new UserProject();
        project.Write("Recipe.cs", UserProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 100_000));
        var builder = Hosts.Builder(project.Folder);
        builder.AddTuningProject("colours", ".").AddTrainer();
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilLineAsync("colours-trainer", line => line.Contains(" step ", StringComparison.Ordinal));
        var second = project.Program("tune", "--threads", "1");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("error ATT4318: Another run tunes ColourModel with the same inputs just now.", second.Output);
        Assert.Equal(ResourceState.Running, host.Catalog.Get("colours-trainer").State);

        // Free again once that has ended, also where it was killed.
        await host.StopAsync("colours-trainer");
        host.Start("colours-trainer");
        await host.UntilAsync("colours-trainer", ResourceState.Running);
        await host.UntilAsync("colours-trainer", snapshot => snapshot.Properties.Any(property => property.Name == "attune.step"));
    }

    private static async Task RunAsync(AttuneHost host, string name)
    {
        var before = host.Catalog.Get(name).StartedAt ?? DateTimeOffset.MinValue;
        host.Start(name);
        var ended = await host.UntilAsync(name, snapshot => snapshot.StartedAt > before && (snapshot.State is ResourceState.Finished or ResourceState.Failed));
        Assert.True(ended.State == ResourceState.Finished, host.LogText(name));
    }

    [Fact]
    public async Task A_project_that_does_not_build_shows_its_errors_and_holds_up_its_trainer()
    {
        using var project = new UserProject();
        project.Write("Recipe.cs", "this is no C#");
        var builder = Hosts.Builder(project.Folder);
        builder.AddTuningProject("colours", ".").AddTrainer();
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("colours", ResourceState.Failed);
        Assert.Matches(@"Recipe\.cs\(1,\d+\): error CS", host.LogText("colours"));
        await host.UntilAsync("colours-trainer", snapshot => snapshot.WaitsFor == "colours (failed with exit code 1)");
    }
}
