using System.Diagnostics;
using Attune.TestSupport;

namespace Attune.Cli.Tests;

/// <summary>The package as a user gets it.</summary>
public sealed class PackTests
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    [Fact]
    public void The_packed_tool_installs_and_runs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("nuget.config"), $"""
            <configuration><packageSources><clear /><add key="here" value="{folder.Path}" /></packageSources></configuration>
            """);
        Run("dotnet", "pack", Path.Combine(SharedData.RepositoryRoot, "src", "Attune.Cli"), "--no-build", "-c", Configuration, "-o", folder.Path, "--nologo");
        Run("dotnet", "tool", "install", "Attune.Cli", "--tool-path", folder.File("tools"), "--configfile", folder.File("nuget.config"));
        var command = folder.File(Path.Combine("tools", OperatingSystem.IsWindows() ? "attune.exe" : "attune"));
        Assert.Contains("attune", Run(command, "--help"), StringComparison.Ordinal);
        var encoded = Run(command, "tokenizer", "encode", "--tokenizer", Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny"), "--cases", Rows(folder));
        Assert.StartsWith("{\"ids\":[", encoded);
    }

    private static string Rows(TemporaryFolder folder)
    {
        File.WriteAllText(folder.File("rows.jsonl"), """{"text":"Hello"}""");
        return folder.File("rows.jsonl");
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // What the test runner tells its own child processes is not for this one.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output;
    }
}
