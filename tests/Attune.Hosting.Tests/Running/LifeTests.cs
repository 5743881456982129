using System.Net;
using System.Net.Sockets;
using Attune.Cli.Tests.Support;
using Attune.Hosting.Running;
using Attune.Hosting.Tests.Support;

namespace Attune.Hosting.Tests.Running;

/// <summary>Lives of resources that are shell scripts.</summary>
public sealed class LifeTests
{
    private static readonly RestartPolicy Quick = new() { MaxRestarts = 2, FirstPause = TimeSpan.FromMilliseconds(10) };

    [UnixFact]
    public async Task A_program_runs_with_its_environment_and_ends()
    {
        var builder = Hosts.Builder();
        builder.AddShell("job", "echo \"$GREETING from ${HOME-nowhere}\"; echo trouble >&2; exit 0").WithEnvironment("GREETING", "hello").WithEnvironment("HOME", (string?)null);
        await using var host = builder.Build();
        await host.StartAsync();
        var ended = await host.UntilAsync("job", ResourceState.Finished);
        Assert.Equal(0, ended.ExitCode);
        Assert.Null(ended.ProcessId);
        Assert.True(ended.StartedAt <= ended.StoppedAt);
        Assert.Equal("hello", ended.Environment["GREETING"]);
        var lines = host.Catalog.Log("job").After(0);
        Assert.Contains(lines, line => line is { Text: "hello from nowhere", IsError: false });
        Assert.Contains(lines, line => line is { Text: "trouble", IsError: true });
    }

    [UnixFact]
    public async Task Exit_codes_and_signals_are_the_programs_own()
    {
        var builder = Hosts.Builder();
        builder.AddShell("code", "exit 42");
        builder.AddShell("signal", "kill -SEGV $$");
        await using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal(42, (await host.UntilAsync("code", ResourceState.Failed)).ExitCode);
        Assert.Equal(128 + 11, (await host.UntilAsync("signal", ResourceState.Failed)).ExitCode);
        Assert.Equal("exit code 42", ExitCodes.Describe(42));
        Assert.Equal("exit code 139 (SIGSEGV)", ExitCodes.Describe(128 + 11));
    }

    [Fact]
    public async Task A_program_that_is_not_there_fails_with_an_id_and_a_remedy()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("ghost", "attune-no-such-program");
        await using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal(127, (await host.UntilAsync("ghost", ResourceState.Failed)).ExitCode);
        Assert.Contains("error ATT4403: 'attune-no-such-program' could not be started", host.LogText("ghost"));
    }

    [UnixFact]
    public async Task A_failing_server_is_restarted_with_growing_pauses_and_then_left_alone()
    {
        var builder = Hosts.Builder();
        builder.AddShell("server", "echo up; exit 9").WithRestartPolicy(Quick);
        await using var host = builder.Build();
        await host.StartAsync();
        var failed = await host.UntilAsync("server", ResourceState.Failed);
        Assert.Equal(2, failed.Restarts);
        Assert.Equal(
            ["up", "Attune: restart 1 in 0 s after exit code 9", "up", "Attune: restart 2 in 0 s after exit code 9", "up"],
            host.Catalog.Log("server").After(0).Select(line => line.Text));
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(i => RestartPolicy.OnFailure.PauseAfter(i).TotalSeconds));
        Assert.False(RestartPolicy.OnFailure.Restarts(0, 0));
        Assert.True(RestartPolicy.Always.Restarts(0, 1000));
    }

    [UnixFact]
    public async Task A_resource_waits_until_another_has_finished_and_says_so()
    {
        using var gate = new TestSupport.TemporaryFolder();
        var builder = Hosts.Builder();
        var first = builder.AddShell("first", $"while [ ! -e {gate.Path}/open ]; do sleep 0.02; done");
        builder.AddShell("second", $"ls {gate.Path}").WaitForCompletion(first);
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("first", ResourceState.Running);
        Assert.Equal("first (running)", (await host.UntilAsync("second", snapshot => snapshot.WaitsFor == "first (running)")).WaitsFor);
        File.WriteAllText(gate.File("open"), "");
        await host.UntilAsync("second", ResourceState.Finished);
        Assert.Equal("open", host.LogText("second"));
    }

    [UnixFact]
    public async Task One_that_waits_for_a_failed_one_starts_once_that_succeeds()
    {
        using var gate = new TestSupport.TemporaryFolder();
        var builder = Hosts.Builder();
        var first = builder.AddShell("first", $"test -e {gate.Path}/open");
        builder.AddShell("second", "true").WaitFor(first).WaitForCompletion(first);
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("second", snapshot => snapshot.WaitsFor == "first (failed with exit code 1)");
        File.WriteAllText(gate.File("open"), "");
        host.Start("first");
        await host.UntilAsync("second", ResourceState.Finished);
    }

    [UnixFact]
    public async Task Stopping_asks_first_and_starting_again_works()
    {
        var builder = Hosts.Builder();
        builder.AddShell("trainer", "trap 'echo checkpoint; exit 0' TERM; echo training; sleep 1000 & wait").WithExplicitStart();
        await using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal(ResourceState.NotStarted, host.Catalog.Get("trainer").State);
        for (var run = 1; run <= 2; run++)
        {
            host.Start("trainer");
            await host.UntilLineAsync("trainer", text => text == "training" && host.Catalog.Log("trainer").After(0).Count == (2 * run) - 1);
            await host.StopAsync("trainer");
            Assert.Equal(ResourceState.Stopped, host.Catalog.Get("trainer").State);
        }

        Assert.Equal("training\ncheckpoint\ntraining\ncheckpoint", host.LogText("trainer"));
    }

    [UnixFact]
    public async Task A_resource_that_waits_can_be_stopped()
    {
        var builder = Hosts.Builder();
        var other = builder.AddShell("other", "true").WithExplicitStart();
        builder.AddShell("waiting", "true").WaitFor(other);
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("waiting", snapshot => snapshot.WaitsFor == "other (not started)");
        await host.StopAsync("waiting");
        Assert.Equal(ResourceState.Stopped, host.Catalog.Get("waiting").State);
    }

    [Fact]
    public async Task A_resource_can_be_stopped_before_its_life_begins()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("early", "true");
        await using var host = builder.Build();
        await host.StopAsync("early").WaitAsync(Hosts.Patience);
        Assert.Equal(ResourceState.Stopped, host.Catalog.Get("early").State);
    }

    [Fact]
    public async Task Code_of_the_host_project_that_fails_is_told_in_the_row()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("row", "true").WithEnvironment("A", _ => throw new InvalidOperationException("no such secret"));
        builder.AddExecutable("port", "true").WithArguments(context => [context.Port("grpc").ToString()]);
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("row", ResourceState.Failed);
        Assert.Equal("Attune: InvalidOperationException: no such secret", host.LogText("row"));
        await host.UntilAsync("port", ResourceState.Failed);
        Assert.Contains("error ATT4404: port has no endpoint 'grpc'. Add one with WithEndpoint.", host.LogText("port"));
    }

    [UnixFact]
    public async Task Trainers_take_the_machine_in_turn()
    {
        using var folder = new TestSupport.TemporaryFolder();
        var builder = Hosts.Builder();
        builder.Processors = 2;

        // Each fails where the other runs at the same time.
        for (var i = 1; i <= 3; i++)
            builder.AddShell($"trainer-{i}", $"mkdir {folder.Path}/busy && sleep 0.1 && rmdir {folder.Path}/busy").WithThreads(2);
        await using var host = builder.Build();
        await host.StartAsync();
        for (var i = 1; i <= 3; i++)
            await host.UntilAsync($"trainer-{i}", ResourceState.Finished);
    }

    [UnixFact]
    public async Task Replicas_have_rows_and_ports_of_their_own()
    {
        var builder = Hosts.Builder();
        builder.AddShell("server", "echo port $PORT, $URL; sleep 1000").WithEndpoint().WithReplicas(2)
            .WithEnvironment("URL", context => context.Port("http") + "/" + context.Replica);
        var first = TwoFreePorts();
        builder.AddShell("fixed", "sleep 1000").WithEndpoint(first).WithReplicas(2);
        await using var host = builder.Build();
        await host.StartAsync();
        var ports = new HashSet<string>();
        foreach (var (name, replica) in new[] { ("server-1", 0), ("server-2", 1) })
        {
            var snapshot = await host.UntilAsync(name, ResourceState.Running);
            Assert.Equal("server", snapshot.DisplayName);
            var port = new Uri(snapshot.Urls["http"]).Port.ToString();
            Assert.True(ports.Add(port));
            await host.UntilLineAsync(name, text => text == $"port {port}, {port}/{replica}");
        }

        Assert.Equal($"http://localhost:{first + 1}", (await host.UntilAsync("fixed-2", ResourceState.Running)).Urls["http"]);
    }

    /// <summary>A port after which the next one is free as well.</summary>
    private static int TwoFreePorts()
    {
        var ports = new FreePorts();
        while (true)
        {
            var port = ports.Next();
            if (FreePorts.IsFree(port + 1))
                return port;
        }
    }

    [UnixFact]
    public async Task A_port_that_another_program_has_is_said_and_its_answers_are_not_taken_for_the_rows()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        _ = AnswerAsync(other, () => "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        var builder = Hosts.Builder();
        builder.AddShell("server", "sleep 1000").WithEndpoint(port).WithHealthCheck();
        await using var host = builder.Build();
        await host.StartAsync();
        var failed = await host.UntilAsync("server", snapshot => snapshot.State is ResourceState.Failed or ResourceState.Running);
        Assert.Equal((ResourceState.Failed, ResourceHealth.Unknown), (failed.State, failed.Health));
        Assert.Equal(
            $"attune: error ATT4411: Port {port} of server is in use. End the program that listens there, or give the row another port; 0 takes a free one.",
            host.LogText("server"));
    }

    [UnixFact]
    public async Task Health_decides_who_may_start()
    {
        var port = new FreePorts().Next();
        var answer = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        var builder = Hosts.Builder();
        var server = builder.AddShell("server", "sleep 1000").WithEndpoint(port).WithHealthCheck();
        builder.AddShell("client", "true").WaitFor(server);
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("server", snapshot => snapshot.Health == ResourceHealth.Unhealthy);

        // Here the test is the server.
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AnswerAsync(listener, () => answer);
        await host.UntilAsync("server", snapshot => snapshot.HealthDescription == $"GET http://localhost:{port}/health: 503");
        await host.UntilAsync("client", snapshot => snapshot.WaitsFor == "server (not healthy yet)");
        answer = answer.Replace("503 Busy", "200 OK", StringComparison.Ordinal);
        await host.UntilAsync("server", snapshot => snapshot.Health == ResourceHealth.Healthy);
        await host.UntilAsync("client", ResourceState.Finished);
    }

    private static async Task AnswerAsync(TcpListener listener, Func<string> answer)
    {
        var buffer = new byte[4096];
        while (true)
        {
            using var client = await listener.AcceptSocketAsync();
            await client.ReceiveAsync(buffer);
            await client.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer()));
        }
    }
}
