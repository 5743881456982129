using System.Diagnostics;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Running;

/// <summary>Trainers that end badly: the row says why, nothing hangs, and nothing is left of them.</summary>
public sealed class TrainerFailureTests
{
    [LinuxFact]
    public async Task A_killed_trainer_and_one_whose_own_code_throws_have_failed_with_their_reason()
    {
        using var project = new UserProject();
        project.Write("Recipe.cs", UserProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 100_000).Replace(
            "string Colour);",
            """
            string Colour)
            {
                public string Text { get => Environment.GetEnvironmentVariable("BROKEN") == "1" ? throw new InvalidOperationException("The text is broken.") : field; } = Text;
            }
            """,
            StringComparison.Ordinal));
        var builder = Hosts.Builder(project.Folder);
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer();
        colours.AddEvaluator().WaitForCompletion(trainer);
        colours.AddTrainer("broken").WithEnvironment("BROKEN", "1").WithExplicitStart();
        await using var host = builder.Build();
        await host.StartAsync();
        var running = await host.UntilAsync("colours-trainer", row => row.State == ResourceState.Failed || row.Properties.Any(property => property.Name == "attune.step"));
        Assert.True(running.State == ResourceState.Running, host.LogText("colours-trainer"));

        using (var process = Process.GetProcessById(running.ProcessId!.Value))
            process.Kill();
        var killed = await host.UntilAsync("colours-trainer", ResourceState.Failed);
        Assert.Equal((128 + 9, 0), (killed.ExitCode, killed.Restarts));
        await host.UntilAsync("colours-evaluator", row => row.WaitsFor == "colours-trainer (failed with exit code 137 (SIGKILL))");
        await ProcessTable.UntilGoneAsync(ProcessTable.OfSession(running.ProcessId!.Value));

        // The machine is free again for the next one.
        host.Start("broken");
        var broken = await host.UntilAsync("broken", ResourceState.Failed);
        Assert.Equal(1, broken.ExitCode);
        Assert.Equal("attune: error ATT4319: The program failed: InvalidOperationException: The text is broken. The lines above say where; mend the code that throws it.", host.LogText("broken").Split('\n')[^1]);
        Assert.Contains("Recipe.cs:line ", host.LogText("broken"));
        Assert.Contains(broken.Properties, property => property.Name == "attune.failure.ColourModel" && property.Value == "The text is broken.");

        // And for the killed one, once somebody asks for it.
        host.Start("colours-trainer");
        await host.UntilAsync("colours-trainer", row => row.State == ResourceState.Running && row.Properties.Any(property => property.Name == "attune.step"));
    }
}
