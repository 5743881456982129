using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Sdk.Tests.Support;
using static Attune.Aspire.Hosting.Tests.AppNews;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>What the local host does for its rows and Aspire does not: a queue for the machine, and failed servers that come again.</summary>
[Collection(RunningAppHostCollection.Name)]
public sealed class TurnsAndRestartsTests
{
    [OrchestratorFact]
    public async Task Trainers_take_turns_and_one_that_waits_can_be_stopped_and_started()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 100_000));
        var builder = OrchestratorFactAttribute.Builder(project.Folder);
        var colours = builder.AddTuningProject("colours", ".");
        var rows = new[] { colours.AddTrainer("first").Resource, colours.AddTrainer("second").Resource };
        await using var app = builder.Build();

        // It ends once all rows have been started, and one of them waits for its turn.
        var start = app.StartAsync(limit.Token);

        // Which one comes first is left to Aspire, which starts both at once.
        var waiting = await app.UntilAsync(rows[0], IsRunningOrQueued, limit.Token) is { Snapshot.State.Text: "Queued" } ? rows[0] : rows[1];
        var running = waiting == rows[0] ? rows[1] : rows[0];
        await app.UntilAsync(running, news => StateOf(news) == KnownResourceStates.Running, limit.Token);
        var queued = await app.UntilAsync(waiting, news => StateOf(news) == "Queued" && Value(news, "attune.waitsFor") is not null, limit.Token);
        var all = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        Assert.Equal($"{all} of {all} processors, in use by {running.Name}", Value(queued, "attune.waitsFor"));
        Assert.Null(queued.Snapshot.StartTimeStamp);

        // It leaves the queue, and comes back into it.
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(waiting, "stop-at-checkpoint", limit.Token)).Success);
        var stopped = await app.UntilAsync(waiting, news => StateOf(news) == KnownResourceStates.Exited, limit.Token);
        Assert.Null(Value(stopped, "attune.waitsFor"));
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(waiting, "resume", limit.Token)).Success);
        await app.UntilAsync(waiting, news => StateOf(news) == "Queued", limit.Token);

        // The same by Aspire's own Stop and Start.
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(waiting, KnownResourceCommands.StopCommand, limit.Token)).Success);
        await app.UntilAsync(waiting, news => StateOf(news) == KnownResourceStates.Exited, limit.Token);
        var again = app.ResourceCommands.ExecuteCommandAsync(waiting, KnownResourceCommands.StartCommand, limit.Token);
        await app.UntilAsync(waiting, news => StateOf(news) == "Queued", limit.Token);

        // The machine is free once the process of the first one has ended.
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(running, "stop-at-checkpoint", limit.Token)).Success);
        var turn = await app.UntilAsync(waiting, news => StateOf(news) == KnownResourceStates.Running, limit.Token);
        Assert.Null(Value(turn, "attune.waitsFor"));
        await start;
        await again;
    }

    [OrchestratorFact]
    public async Task A_failed_server_is_started_again_and_a_stopped_one_is_not()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        var builder = OrchestratorFactAttribute.Builder(project.Folder);
        var server = builder.AddTuningProject("colours", ".").AddModelServer().WithArgs("--base").Resource;
        await using var app = builder.Build();
        await app.StartAsync(limit.Token);
        var before = await app.UntilAsync(server, news => StateOf(news) == KnownResourceStates.Running && ProcessId(news) is not null, limit.Token);

        using (var process = Process.GetProcessById(ProcessId(before)!.Value))
            process.Kill();
        var restarting = await app.UntilAsync(server, news => StateOf(news) == "Restarting" && Value(news, "attune.waitsFor") is not null, limit.Token);
        Assert.StartsWith("restart 1 in 1 s after exit code ", Value(restarting, "attune.waitsFor"), StringComparison.Ordinal);
        var again = await app.UntilAsync(
            server, news => StateOf(news) == KnownResourceStates.Running && ProcessId(news) is { } id && id != ProcessId(before), limit.Token);
        Assert.Equal("1", Value(again, "attune.restarts"));

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StopCommand, limit.Token)).Success);
        var stopped = await app.UntilAsync(server, news => news.Snapshot.StopTimeStamp is not null && StateOf(news) != KnownResourceStates.Running, limit.Token);
        Assert.NotEqual("Restarting", StateOf(stopped));

        // A start by somebody begins a new count; one by the policy would go on with it.
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, limit.Token)).Success);
        var third = await app.UntilAsync(
            server, news => StateOf(news) == KnownResourceStates.Running && ProcessId(news) is { } id && id != ProcessId(again), limit.Token);
        Assert.Null(Value(third, "attune.restarts"));
    }

    [OrchestratorFact]
    public async Task Aspires_stop_ends_the_pause_before_a_restart()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        var builder = OrchestratorFactAttribute.Builder(project.Folder);

        // It fails at once, each time.
        var server = builder.AddTuningProject("colours", ".").AddModelServer().WithArgs("--base", "--parallel", "0").Resource;
        await using var app = builder.Build();
        await app.StartAsync(limit.Token);

        // The fourth pause is long enough to be met also by a slow machine.
        var restarting = await app.UntilAsync(
            server, news => StateOf(news) == "Restarting" && Value(news, "attune.waitsFor")?.StartsWith("restart 4 in 8 s after exit code 1", StringComparison.Ordinal) == true, limit.Token);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StopCommand, limit.Token)).Success);
        var stopped = await app.UntilAsync(server, news => StateOf(news) == KnownResourceStates.Exited, limit.Token);
        Assert.Null(Value(stopped, "attune.waitsFor"));

        // It does not come again once the pause would have been over.
        await Task.Delay(TimeSpan.FromSeconds(10), limit.Token);
        Assert.True(app.ResourceNotifications.TryGetCurrentState(stopped.ResourceId, out var later));
        Assert.Equal((KnownResourceStates.Exited, restarting.Snapshot.StartTimeStamp), (StateOf(later), later.Snapshot.StartTimeStamp));

        // A start by somebody begins a new count.
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, limit.Token)).Success);
        await app.UntilAsync(server, news => Value(news, "attune.waitsFor")?.StartsWith("restart 1 in 1 s", StringComparison.Ordinal) == true, limit.Token);
    }

    private static bool IsRunningOrQueued(ResourceEvent news) => StateOf(news) is "Queued" || StateOf(news) == KnownResourceStates.Running;
}
