using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Attune.Hosting.Processes;

/// <summary>A running process: its lines go to a log, it can be asked to end, and it never outlives the host.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    /// <summary>What was left in the pipes of a killed process must not keep the host waiting.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly IGuardedProcess _guard;
    private readonly Task _output;

    private HostProcess(Process process, IGuardedProcess guard, LogBuffer log)
    {
        _process = process;
        _guard = guard;
        _output = Task.WhenAll(
            LineReader.ReadAsync(process.StandardOutput, line => log.Add(line)),
            LineReader.ReadAsync(process.StandardError, line => log.Add(line, isError: true)));
    }

    public int Id => _process.Id;

    /// <exception cref="HostingException">The program could not be started.</exception>
    public static HostProcess Start(ProcessSpecification specification, IProcessGuard guard, LogBuffer log)
    {
        if (FindProgram(specification) is not { } program)
            throw NotStarted(specification, "there is no such program", null);
        var start = guard.StartInfo(specification with { Program = program });
        start.WorkingDirectory = specification.Folder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        foreach (var (name, value) in specification.Environment)
            start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            return new HostProcess(process, guard.Guard(process), log);
        }
        catch (Win32Exception e)
        {
            throw NotStarted(specification, e.Message, e);
        }
    }

    /// <summary>The exit code; on Unix 128 and the signal's number where a signal ended it.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, and kills it where it has not within <paramref name="grace"/>.</summary>
    public async Task<int> StopAsync(TimeSpan grace, TimeProvider time)
    {
        _guard.Interrupt();
        using var limit = new CancellationTokenSource(grace, time);
        try
        {
            return await WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _guard.Kill();
            return await WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it at once where it still runs, and what it left behind.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _guard.Kill();
        _guard.Dispose();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await Task.WhenAny(_output, Task.Delay(DrainLimit)).ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>The guard's shell would answer 127 for a program that is not there; the host can say it better.</summary>
    private static string? FindProgram(ProcessSpecification specification)
    {
        if (specification.Program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar))
        {
            var path = Path.GetFullPath(specification.Program, specification.Folder);
            return File.Exists(path) ? path : null;
        }

        return ProgramSearch.OnPath(specification.Program);
    }

    private static HostingException NotStarted(ProcessSpecification specification, string why, Exception? inner) => new(
        "ATT4403", $"'{specification.Program}' could not be started: {why}.", "Install it, put it on the PATH, or correct the path.", inner: inner);
}
