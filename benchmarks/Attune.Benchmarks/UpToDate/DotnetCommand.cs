using System.Diagnostics;
using System.Globalization;
using Attune.Benchmarks.Generators;

namespace Attune.Benchmarks.UpToDate;

/// <summary>Runs dotnet as a person at a terminal would.</summary>
/// <param name="packages">The package cache, or null for the user's own.</param>
internal sealed class DotnetCommand(string? packages)
{
    // What the kernel counts in (USER_HZ), which it tells programs as the same number on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Runs a command to its end; fails where it does.</summary>
    /// <returns>What it took, and what it printed.</returns>
    public (CompileCost Cost, string Output) Run(string folder, params string[] arguments)
    {
        double before = ChildrenProcessor();
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(Describe(folder, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0
            ? (new CompileCost(milliseconds, ChildrenProcessor() - before), output)
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{output}{error.Result}");
    }

    private ProcessStartInfo Describe(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What 'dotnet run' tells this program of MSBuild is not for these builds.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // Servers would outlive this benchmark. The build of one project runs in the command's own process, and nothing is compiled.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        return start;
    }

    /// <summary>Milliseconds of all processes that this one started and that have ended; not a number on another system than Linux.</summary>
    private static double ChildrenProcessor()
    {
        if (!OperatingSystem.IsLinux())
            return double.NaN;

        // Behind the name, which may hold anything but ends with the last bracket, stands the state, field 3; cutime and cstime are 16 and 17.
        string[] fields = File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) * 1000 / TicksPerSecond;
    }
}
