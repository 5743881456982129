using System.Diagnostics;
using System.Globalization;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// The .NET SDK's csc with a compiler server of its own, which stays warm between compiles and ends by itself: no other
/// build of the machine shares it.
/// </summary>
internal sealed class CompilerServer(string compiler, string folder) : IDisposable
{
    private Process? _server;
    private readonly string _pipe = string.Create(CultureInfo.InvariantCulture, $"attune-benchmark-{Environment.ProcessId}");

    /// <summary>Runs csc once; fails where it does.</summary>
    /// <returns>Milliseconds from start to end of the client, and what it printed.</returns>
    public (double Milliseconds, string Output) Run(params string[] arguments) =>
        Start(["/shared:" + _pipe, "/keepalive:30", .. arguments]);

    /// <summary>The same in a process of its own, where all is to be loaded and nothing is compiled by the JIT yet.</summary>
    public (double Milliseconds, string Output) RunCold(params string[] arguments) => Start(arguments);

    /// <summary>Runs csc once, and tells what the server took for it.</summary>
    public CompileCost Measure(params string[] arguments)
    {
        _server ??= FindServer();
        _server.Refresh();
        var before = _server.TotalProcessorTime;
        double milliseconds = Run(arguments).Milliseconds;
        _server.Refresh();
        return new CompileCost(milliseconds, (_server.TotalProcessorTime - before).TotalMilliseconds);
    }

    public void Dispose() => _server?.Dispose();

    /// <summary>The server that this benchmark's first compile starts: the youngest of its name.</summary>
    private Process FindServer()
    {
        Run("/version");
        return Process.GetProcesses().Where(process => process.ProcessName.StartsWith("VBCSCompiler", StringComparison.Ordinal)).MaxBy(process => process.StartTime)
            ?? throw new InvalidOperationException("The compiler's server does not run.");
    }

    private (double Milliseconds, string Output) Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", compiler, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        long at = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        return process.ExitCode == 0 ? (milliseconds, output) : throw new InvalidOperationException("The compiler failed:\n" + output);
    }
}
