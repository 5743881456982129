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
