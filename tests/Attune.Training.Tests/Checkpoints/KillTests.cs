using System.Diagnostics;
using Attune.TestSupport;

namespace Attune.Training.Tests.Checkpoints;

/// <summary>Kills a training process without warning, at random moments, and starts it again until it is done.</summary>
public class KillTests
{
    private const int Kills = 20, MostLines = 8, LinesAhead = 3;

    [Fact]
    public void Killed_at_twenty_random_moments_it_ends_in_the_same_weights()
    {
        using var whole = new TemporaryFolder();
        using var killed = new TemporaryFolder();
        Assert.True(Run(whole.Path, threads: 1, killAfter: null));

        var random = new Random(20);
        for (int kill = 0; kill < Kills; kill++)
        {
            // Some lines of progress, then somewhere inside the next step, evaluation or checkpoint.
            bool finished = Run(killed.Path, threads: 2, killAfter: (random.Next(1, MostLines + 1), random.Next(0, 12)));
            Assert.False(finished, $"the run was over before kill {kill + 1}");
        }

        Assert.True(Run(killed.Path, threads: 2, killAfter: null));
        Assert.Equal(Bytes(whole), Bytes(killed));
        Assert.Equal(Steps(whole), Steps(killed));
    }

    private static byte[] Bytes(TemporaryFolder folder) => File.ReadAllBytes(Path.Combine(folder.Path, "result", "model.safetensors"));

    /// <summary>The metrics without what depends on the clock.</summary>
    private static string[] Steps(TemporaryFolder folder) =>
    [
        .. File.ReadAllLines(folder.File("metrics.jsonl"))
            .Select(line => line.Split(",\"tokensPerSecond\"", StringSplitOptions.None)[0]),
    ];

    /// <returns>Whether it came to its end.</returns>
    private static bool Run(string folder, int threads, (int Lines, int Milliseconds)? killAfter)
    {
        string probe = Path.Combine(AppContext.BaseDirectory, "Attune.Training.Probe.dll");
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var process = Process.Start(new ProcessStartInfo(host, ["exec", probe, folder, threads.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        List<string> lines = [];
        int limit = killAfter?.Lines ?? int.MaxValue;
        if (killAfter is null)
        {
            process.StandardInput.Close();
        }
        else
        {
            // The process may run a little ahead of what is read here, so that it dies at work and not in a pause.
            for (int line = 0; line < limit + LinesAhead; line++)
                process.StandardInput.WriteLine();
            process.StandardInput.Flush();
        }

        while (lines.Count < limit && process.StandardOutput.ReadLine() is { } line)
            lines.Add(line);
        if (killAfter is { } moment)
        {
            Thread.Sleep(moment.Milliseconds);
            process.Kill();
        }

        process.WaitForExit();
        return process.ExitCode == 0 && lines.LastOrDefault() == "done";
    }
}
