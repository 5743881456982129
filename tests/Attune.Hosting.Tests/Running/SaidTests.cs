using System.Net;
using System.Net.Sockets;
using Attune.Cli.Tests.Support;
using Attune.Hosting.Running;
using Attune.Hosting.Terminal;
using Attune.Hosting.Tests.Support;

namespace Attune.Hosting.Tests.Running;

/// <summary>What a host says on the terminal.</summary>
public sealed class SaidTests
{
    [UnixFact]
    public async Task The_end_is_said_until_the_last_row_has_ended()
    {
        var said = new SaidLines();
        var builder = Hosts.Builder();
        builder.Output = said;
        builder.AddShell("trainer", "trap 'echo checkpoint; exit 0' TERM; sleep 1000 & wait");
        await using var host = builder.Build();
        using var interrupt = new CancellationTokenSource();
        var running = host.RunAsync(interrupt.Token);
        await said.UntilAsync(lines => lines.Contains("trainer: running"));
        await interrupt.CancelAsync();
        await running.WaitAsync(Hosts.Patience);
        var end = said.Lines.SkipWhile(line => !line.StartsWith("Ending.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(end);
        Assert.Equal("trainer: stopped", end[^1]);
    }

    [UnixFact]
    public async Task The_first_failure_of_a_server_is_shown_before_it_is_started_again()
    {
        var said = new SaidLines();
        var builder = Hosts.Builder();
        builder.Output = said;
        builder.AddShell("server", "echo no such model; exit 3").WithRestartPolicy(new RestartPolicy { MaxRestarts = 1, FirstPause = TimeSpan.FromHours(1), LongestPause = TimeSpan.FromHours(1) });
        await using var host = builder.Build();
        await host.StartAsync();
        await said.UntilAsync(lines => lines.Contains("  | no such model"));
        Assert.Contains(said.Lines, line => line.StartsWith("server: waiting for restart 1 in ", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task That_nothing_goes_on_after_a_failure_is_said_once()
    {
        var said = new SaidLines();
        var builder = Hosts.Builder();
        builder.Output = said;
        var build = builder.AddShell("build", "exit 1");
        var trainer = builder.AddShell("trainer", "true").WaitForCompletion(build);
        builder.AddShell("server", "true").WaitFor(trainer);
        builder.AddShell("later", "true").WithExplicitStart();
        await using var host = builder.Build();
        await host.StartAsync();
        const string Line = "Nothing runs any more, since build failed. Mend that, and start the host again (Ctrl-C ends this one).";
        await said.UntilAsync(lines => lines.Contains(Line));
        await host.StopAsync();
        Assert.Single(said.Lines, line => line == Line);
    }

    [Fact]
    public void Something_that_runs_or_may_start_by_itself_is_no_standstill()
    {
        var failed = Row("build", ResourceState.Failed);
        var waits = Row("trainer", ResourceState.Waiting) with { DependsOn = ["build"] };
        var waitsToo = Row("server", ResourceState.Waiting) with { DependsOn = ["trainer"] };
        Assert.Equal(["build"], Standstill.FailedOf([failed, waits, waitsToo, Row("tool", ResourceState.Finished)]));
        Assert.Empty(Standstill.FailedOf([failed, waits, waitsToo, Row("tool", ResourceState.Running)]));
        Assert.Empty(Standstill.FailedOf([failed, waits, Row("other", ResourceState.Waiting) with { WaitKind = WaitKind.Turn }]));

        // Its dependency has finished; it has only not seen that yet.
        Assert.Empty(Standstill.FailedOf([failed, Row("tool", ResourceState.Finished), Row("next", ResourceState.Waiting) with { DependsOn = ["tool"] }]));
        Assert.Empty(Standstill.FailedOf([Row("later", ResourceState.NotStarted), Row("next", ResourceState.Waiting) with { DependsOn = ["later"] }]));
    }

    private static ResourceSnapshot Row(string name, ResourceState state) => new() { Name = name, DisplayName = name, Type = "Executable", State = state };

    [Fact]
    public async Task A_dashboards_port_that_is_taken_is_said_at_once_and_everything_else_works()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var said = new SaidLines();
        var builder = Hosts.Builder();
        (builder.Output, builder.ShowsDashboard, builder.DashboardPort) = (said, true, port);
        builder.AddExecutable("job", "dotnet", "--version");
        await using var host = builder.Build();
        await host.StartAsync();
        Assert.Null(host.DashboardUrl);
        Assert.Equal(
            $"attune: error ATT4410: The Aspire dashboard did not start: port {port} is in use. Choose another port, or none, for a free one; everything else works.",
            said.Lines[0]);
        await host.UntilAsync("job", ResourceState.Finished);
    }
}
