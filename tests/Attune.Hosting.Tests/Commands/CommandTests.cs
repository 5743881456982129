using Attune.Hosting.Commands;
using Attune.Hosting.Tests.Support;

namespace Attune.Hosting.Tests.Commands;

/// <summary>Which rows have which commands, and when they can be asked for.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Each_kind_of_row_has_its_commands()
    {
        using var folder = new TestSupport.TemporaryFolder();
        File.WriteAllText(folder.File("Bot.csproj"), "<Project />");
        var builder = Hosts.Builder(folder.Path);
        var bot = builder.AddTuningProject("bot", ".");
        bot.AddTrainer();
        bot.AddEvaluator();
        bot.AddModelServer();
        builder.AddLlamaServer("baseline", "base.gguf");
        builder.AddExecutable("tool", "true");
        await using var host = builder.Build();
        Assert.Equal(["start", "stop", "restart"], Names(host, "bot"));
        Assert.Equal(["tune", "stop-at-checkpoint", "resume", "open-report"], Names(host, "bot-trainer"));
        Assert.Equal(["stop", "evaluate", "open-report"], Names(host, "bot-evaluator"));
        Assert.Equal(["start", "stop", "restart", "promote", "compare-blind"], Names(host, "bot-server"));
        Assert.Equal(["start", "stop", "restart", "compare-blind"], Names(host, "baseline"));
        Assert.Equal(["start", "stop", "restart"], Names(host, "tool"));
    }

    [Fact]
    public async Task What_does_not_fit_the_state_is_disabled()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("tool", "true");
        await using var host = builder.Build();
        var row = host.Catalog.Get("tool");
        Assert.Equal(["stop"], Enabled(host, row with { State = ResourceState.Waiting }));
        Assert.Equal(["stop", "restart"], Enabled(host, row with { State = ResourceState.Running }));
        Assert.Equal(["start"], Enabled(host, row with { State = ResourceState.Failed }));
        Assert.Empty(Enabled(host, row with { State = ResourceState.Stopping }));
    }

    [Fact]
    public async Task What_is_disabled_by_now_is_refused()
    {
        var builder = Hosts.Builder();
        builder.AddShell("tool", "sleep 600").WithExplicitStart();
        await using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal(CommandOutcomeKind.Done, (await host.Commands.ExecuteAsync("tool", "start", CancellationToken.None)).Kind);
        await host.UntilAsync("tool", ResourceState.Running);

        // The second one of two clicks, which would be another run after this one.
        var again = await host.Commands.ExecuteAsync("tool", "start", CancellationToken.None);
        Assert.Equal((CommandOutcomeKind.Failed, "Start is not possible while tool is Running."), (again.Kind, again.Message));
    }

    [Fact]
    public async Task An_unknown_command_or_row_fails()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("tool", "true");
        await using var host = builder.Build();
        foreach (var (row, command) in new[] { ("tool", "fly"), ("tool", "tune"), ("ghost", "start") })
            Assert.Equal(CommandOutcomeKind.Failed, (await host.Commands.ExecuteAsync(row, command, CancellationToken.None)).Kind);
    }

    private static IEnumerable<string> Names(AttuneHost host, string row) => host.Commands.Of(row).Select(command => command.Name);

    private static IEnumerable<string> Enabled(AttuneHost host, ResourceSnapshot row) =>
        host.Commands.Of(row.Name).Where(command => command.IsEnabled(row)).Select(command => command.Name);
}
