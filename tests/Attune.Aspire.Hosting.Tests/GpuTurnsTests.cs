using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Sdk.Tests.Support;
using static Attune.Aspire.Hosting.Tests.AppNews;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>Rows of a running AppHost that take a GPU of their own. The queue counts them; no row of these tests computes on one.</summary>
[Collection(RunningAppHostCollection.Name)]
public sealed class GpuTurnsTests
{
    [OrchestratorFact]
    public async Task Rows_take_turns_for_as_many_GPUs_as_the_AppHost_names()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 100_000));
        var builder = OrchestratorFactAttribute.Builder(project.Folder).WithTuningGpus(2);
        var colours = builder.AddTuningProject("colours", ".");
        var first = colours.AddModelServer(name: "first").WithArgs("--base").WithGpu().Resource;
        var second = colours.AddModelServer(name: "second").WithArgs("--base").WithGpu().Resource;
        var trainer = colours.AddTrainer("trainer").WithThreads(1).WithGpu().WithExplicitStart().Resource;
        await using var app = builder.Build();
        await app.StartAsync(limit.Token);
        await UntilRunningAsync(app, first, limit.Token);
        await UntilRunningAsync(app, second, limit.Token);

        // Processors are free, for servers take none; GPUs are not.
        var trains = app.ResourceCommands.ExecuteCommandAsync(trainer, KnownResourceCommands.StartCommand, limit.Token);
        var queued = Value(await UntilQueuedAsync(app, trainer, limit.Token), "attune.waitsFor")!;
        Assert.StartsWith($"1 of 2 GPUs and 1 of {Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} processors, in use by ", queued, StringComparison.Ordinal);
        Assert.Equal(["first", "second"], queued[(queued.IndexOf(" by ", StringComparison.Ordinal) + 4)..].Split(", ").Order(StringComparer.Ordinal));

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(first, KnownResourceCommands.StopCommand, limit.Token)).Success);
        Assert.Null(Value(await UntilRunningAsync(app, trainer, limit.Token), "attune.waitsFor"));
        Assert.True((await trains).Success);

        // The server comes last now, and gets its turn when the trainer has ended.
        var serves = app.ResourceCommands.ExecuteCommandAsync(first, KnownResourceCommands.StartCommand, limit.Token);
        Assert.Equal("1 of 2 GPUs, in use by second, trainer", Value(await UntilQueuedAsync(app, first, limit.Token), "attune.waitsFor"));
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(trainer, "stop-at-checkpoint", limit.Token)).Success);
        await UntilRunningAsync(app, first, limit.Token);
        Assert.True((await serves).Success);
    }

    [OrchestratorFact]
    public async Task There_is_one_GPU_where_nobody_says_and_a_failed_row_gives_it_to_the_next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        var builder = OrchestratorFactAttribute.Builder(project.Folder);
        var colours = builder.AddTuningProject("colours", ".");
        var rows = new[] { "first", "second" }.Select(name => colours.AddModelServer(name: name).WithArgs("--base").WithGpu().Resource).ToArray();
        await using var app = builder.Build();

        // It ends once all rows have been started, and one of them waits for its turn; which one is left to Aspire.
        var start = app.StartAsync(limit.Token);
        var has = await Task.WhenAny(rows.Select(row => HasAsync(app, row, limit.Token))).Unwrap();
        var waits = rows.Single(row => row != has);
        Assert.Equal($"1 of 1 GPUs, in use by {has.Name}", Value(await UntilQueuedAsync(app, waits, limit.Token), "attune.waitsFor"));

        var running = await app.UntilAsync(has, news => StateOf(news) == KnownResourceStates.Running && ProcessId(news) is not null, limit.Token);
        using (var process = Process.GetProcessById(ProcessId(running)!.Value))
            process.Kill();
        await UntilRunningAsync(app, waits, limit.Token);

        // It is started again and comes into the queue.
        Assert.Equal($"1 of 1 GPUs, in use by {waits.Name}", Value(await UntilQueuedAsync(app, has, limit.Token), "attune.waitsFor"));
        await start;
    }

    private static async Task<ModelServerResource> HasAsync(DistributedApplication app, ModelServerResource row, CancellationToken limit)
    {
        await UntilRunningAsync(app, row, limit);
        return row;
    }

    private static Task<ResourceEvent> UntilRunningAsync(DistributedApplication app, IResource row, CancellationToken limit) =>
        app.UntilAsync(row, news => StateOf(news) == KnownResourceStates.Running, limit);

    private static Task<ResourceEvent> UntilQueuedAsync(DistributedApplication app, IResource row, CancellationToken limit) =>
        app.UntilAsync(row, news => StateOf(news) == "Queued" && Value(news, "attune.waitsFor") is not null, limit);
}
