using System.Diagnostics;
using System.Runtime.InteropServices;
using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>Ended in the middle, then again: the same bits as undisturbed.</summary>
public sealed partial class InterruptionTests
{
    /// <summary>SIGTERM, which takes the same path as Ctrl-C; shells let background jobs ignore SIGINT, and their children inherit that.</summary>
    internal const int Terminate = 15;

    [Fact]
    public void An_interrupted_run_goes_on_to_the_same_weights()
    {
        if (OperatingSystem.IsWindows())
            return; // Windows has no SIGINT for another process; the loop's own tests cover resumption there.
        using var project = new TuningProject();
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 60));
        project.Build().MustSucceed();

        project.Program("tune", "--project", project.Folder, "--threads", "1").MustSucceed();
        var undisturbed = project.LockedWeights();
        Directory.Delete(project.PathOf(".attune"), recursive: true);
        File.Delete(project.PathOf("attune.lock.json"));

        using var receiver = new OtlpReceiver();
        var environment = new Dictionary<string, string>
        {
            ["ATTUNE_EVENTS"] = project.PathOf("events.jsonl"),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        using (var process = TuningProject.Start(["exec", project.ProgramPath, "tune", "--project", project.Folder, "--threads", "1"], environment))
        {
            WaitForCheckpoint(project, process);
            Assert.Equal(0, Kill(process.Id, Terminate));
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
            Assert.Contains(process.ExitCode, new[] { 130, 128 + Terminate });
        }

        // It has told so before it ended.
        Assert.Contains("\"outcome\":\"interrupted\"", File.ReadLines(project.PathOf("events.jsonl")).Last(), StringComparison.Ordinal);
        Assert.Contains(receiver.Spans, span => span.Text(5) == "tune ColourModel");
        Assert.False(File.Exists(project.PathOf("attune.lock.json")));
        project.Program("tune", "--project", project.Folder, "--threads", "2").MustSucceed();
        Assert.Equal(undisturbed, project.LockedWeights());
    }

    /// <summary>Starts tuning and kills the program (SIGKILL) as soon as so many checkpoints are there.</summary>
    internal static void KillAfterCheckpoints(TuningProject project, int count)
    {
        using var process = TuningProject.Start(["exec", project.ProgramPath, "tune", "--project", project.Folder, "--threads", "1"]);
        WaitForCheckpoint(project, process, count);
        process.Kill();
        process.WaitForExit();
    }

    private static void WaitForCheckpoint(TuningProject project, Process process, int count = 1)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(120) && !process.HasExited)
        {
            if (Directory.Exists(project.PathOf(".attune"))
                && Directory.GetDirectories(project.PathOf(".attune"), "step-*", SearchOption.AllDirectories).Length >= count)
                return;
            Thread.Sleep(5);
        }

        Assert.Fail("No checkpoint was written: " + process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd());
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);
}
