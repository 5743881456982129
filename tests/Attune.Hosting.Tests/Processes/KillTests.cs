using System.Diagnostics;
using System.Globalization;
using Attune.Hosting.Tests.Support;

namespace Attune.Hosting.Tests.Processes;

/// <summary>Everything that a host starts ends with it, however it ends.</summary>
public sealed class KillTests
{
    /// <summary>A program with a child, one that is deaf to SIGTERM, and one that ended and left a child behind.</summary>
    private static readonly string[] Scripts =
    [
        "sleep 1000 & sleep 1000",
        "trap '' TERM INT HUP; while true; do sleep 1000; done",
        "(sleep 1000 &) ; sleep 1000",
    ];

    [LinuxFact]
    public async Task A_killed_host_leaves_no_process()
    {
        using var probe = await Probe.StartAsync(Scripts);
        var family = probe.Ids.SelectMany(ProcessTable.OfSession).ToList();
        Assert.All(probe.Ids, id => Assert.Contains(id, family));
        Assert.True(family.Count >= 7, $"{family.Count} processes: the three, a child each, their guards");

        probe.Process.Kill();
        await ProcessTable.UntilGoneAsync(family);
        Assert.All(probe.Ids, id => Assert.Empty(ProcessTable.OfSession(id)));
    }

    [LinuxFact]
    public async Task A_terminated_host_ends_its_processes_and_then_itself()
    {
        using var probe = await Probe.StartAsync("trap 'echo asked; exit 3' TERM; sleep 1000 & wait", "sleep 1000 & sleep 1000");
        var family = probe.Ids.SelectMany(ProcessTable.OfSession).ToList();
        using (var kill = Process.Start("kill", ["-TERM", probe.Process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        Assert.Equal("ended", await probe.Process.StandardOutput.ReadLineAsync());
        await probe.Process.WaitForExitAsync();
        Assert.Equal(0, probe.Process.ExitCode);
        await ProcessTable.UntilGoneAsync(family);
    }

    [LinuxFact]
    public async Task A_program_that_ends_takes_along_what_it_started()
    {
        var builder = Hosts.Builder();
        builder.AddShell("parent", "sleep 1000 >/dev/null 2>&1 & echo $!");
        await using var host = builder.Build();
        await host.StartAsync();
        await host.UntilAsync("parent", ResourceState.Finished);
        var child = int.Parse((await host.UntilLineAsync("parent", _ => true)).Text, CultureInfo.InvariantCulture);
        await ProcessTable.UntilGoneAsync([child]);
    }

    private sealed class Probe : IDisposable
    {
        public required Process Process { get; init; }

        public List<int> Ids { get; } = [];

        public static async Task<Probe> StartAsync(params string[] scripts)
        {
            var program = Path.Combine(AppContext.BaseDirectory, "Attune.Hosting.Probe.dll");
            var probe = new Probe { Process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. scripts]) { RedirectStandardOutput = true })! };
            using var limit = new CancellationTokenSource(Hosts.Patience);
            while (await probe.Process.StandardOutput.ReadLineAsync(limit.Token) is { } line && line != "ready")
                probe.Ids.Add(int.Parse(line, CultureInfo.InvariantCulture));
            Assert.Equal(scripts.Length, probe.Ids.Count);

            // The shells have started their children once each session has grown beyond shell and guard.
            while (probe.Ids.Exists(id => ProcessTable.OfSession(id).Count < 3))
                await Task.Delay(20, limit.Token);
            return probe;
        }

        public void Dispose()
        {
            if (!Process.HasExited)
                Process.Kill();
            Process.Dispose();
        }
    }
}
