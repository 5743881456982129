using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Running;

/// <summary><c>attune host</c> as a process of its own.</summary>
public sealed partial class HostCommandTests
{
    /// <summary>A build, a training run and a start of a server, on a machine with much else to do; only a defect takes as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [LinuxFact]
    public async Task A_folder_without_code_is_built_tuned_evaluated_and_served_and_a_killed_host_leaves_nothing()
    {
        using var project = new UserProject();
        project.Write("other/Other.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        using var limit = new CancellationTokenSource(Patience);
        using var host = Start("host", project.Folder, "--no-dashboard");
        try
        {
            var said = new List<string>();
            var server = await UntilServedAsync(host, said, limit.Token);
            Assert.Equal(["colours: finished", "colours-trainer: finished", "colours-evaluator: finished"], said.Where(line => line.EndsWith(": finished", StringComparison.Ordinal)));
            Assert.DoesNotContain(said, line => line.StartsWith("other", StringComparison.Ordinal));
            using var http = new HttpClient();
            using var answer = await http.PostAsJsonAsync(
                new Uri(server + "/v1/chat/completions"), new { model = "ColourModel", messages = new[] { new { role = "user", content = "blue" } } }, limit.Token);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(limit.Token));

            // The server, and the shell that guards it and has the same words.
            var session = Assert.Single(ProcessTable.WithArgument(project.ProgramPath + " serve").Select(ProcessTable.Session).Distinct());
            var family = ProcessTable.OfSession(session);
            Assert.True(family.Count >= 2, $"{family.Count} processes");
            host.Kill();
            await ProcessTable.UntilGoneAsync(family);
            await host.WaitForExitAsync(limit.Token);
            await ProcessTable.UntilNoneAsync(project.Folder);
        }
        finally
        {
            if (!host.HasExited)
                host.Kill(entireProcessTree: true);
        }
    }

    [LinuxFact]
    public async Task Asked_to_end_it_ends_with_everything_that_it_started()
    {
        using var project = new UserProject();
        using var limit = new CancellationTokenSource(Patience);
        using var host = Start("host", project.Folder, "--no-dashboard");
        try
        {
            // In the middle of the build.
            while (!ProcessTable.WithArgument(project.Folder).Any(id => id != host.Id))
                await Task.Delay(20, limit.Token);
            using (var kill = Process.Start("kill", ["-TERM", host.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(limit.Token);
            await host.WaitForExitAsync(limit.Token);
            Assert.Equal(0, host.ExitCode);
            await ProcessTable.UntilNoneAsync(project.Folder);
        }
        finally
        {
            if (!host.HasExited)
                host.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(params string[] arguments) => UserProject.Start(["exec", Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll"), .. arguments]);

    /// <summary>The server's address, once the host says that it is healthy.</summary>
    private static async Task<string> UntilServedAsync(Process host, List<string> said, CancellationToken limit)
    {
        try
        {
            while (await host.StandardError.ReadLineAsync(limit) is { } line)
            {
                said.Add(line);
                if (Healthy().Match(line) is { Success: true } healthy)
                    return healthy.Groups[1].Value;
            }
        }
        catch (OperationCanceledException)
        {
            // What it said tells why.
        }

        throw new TimeoutException("The host never served: " + string.Join('\n', said));
    }

    [GeneratedRegex("^colours-server: healthy, (http://[^, ]+)")]
    private static partial Regex Healthy();
}
