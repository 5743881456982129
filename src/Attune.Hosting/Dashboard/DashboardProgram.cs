using System.Diagnostics;
using Attune.Hosting.Processes;

namespace Attune.Hosting.Dashboard;

/// <summary>Finds the Aspire dashboard's program. It lies in a bundle that the <c>aspire</c> command unpacks when it is first used.</summary>
/// <param name="environment">The value of a variable, or null.</param>
/// <param name="home">The user's folder.</param>
internal sealed class DashboardProgram(Func<string, string?> environment, string home)
{
    /// <summary>Names the <c>aspire</c> command to use, before those that are found.</summary>
    public const string Variable = "ATTUNE_ASPIRE";

    private static readonly string Ending = OperatingSystem.IsWindows() ? ".exe" : "";
    private static readonly TimeSpan UnpackLimit = TimeSpan.FromMinutes(2);

    /// <summary>What is said where there is no dashboard.</summary>
    public string Hint => environment(Variable) is { Length: > 0 } named
        ? $"The Aspire dashboard was not found; everything else works. {Variable} names '{named}', which is {(File.Exists(named) ? "no aspire command" : "no file")}: correct it, or remove it to use the aspire command on the PATH."
        : $"The Aspire dashboard was not found; everything else works. To see it, put the aspire command on the PATH (npm package @microsoft/aspire-cli-linux-x64 and its siblings), or name it in {Variable}.";

    /// <summary>The dashboard's program, or null where there is none. Unpacks the bundle where that has not been done.</summary>
    /// <param name="output">Told when the bundle is unpacked, which takes a while.</param>
    /// <param name="cancellation">Ends the unpacking.</param>
    public async Task<string?> FindAsync(TextWriter output, CancellationToken cancellation)
    {
        var commands = Commands().ToList();
        if (Bundles(commands).FirstOrDefault(File.Exists) is { } known)
            return known;
        foreach (var command in commands)
        {
            await output.WriteLineAsync($"Unpacking the Aspire dashboard, once: {command}").ConfigureAwait(false);
            await UnpackAsync(command, cancellation).ConfigureAwait(false);
            if (Bundles([command]).FirstOrDefault(File.Exists) is { } unpacked)
                return unpacked;
        }

        return null;
    }

    /// <summary>The <c>aspire</c> commands of the machine; what the variable names is the only one, where it is set.</summary>
    private IEnumerable<string> Commands()
    {
        if (environment(Variable) is { Length: > 0 } named)
        {
            if (File.Exists(named))
                yield return Path.GetFullPath(named);
            yield break;
        }

        if (ProgramSearch.OnPath("aspire") is { } onPath)
            yield return Target(onPath);
        var installed = Path.Combine(home, ".aspire", "bin", "aspire" + Ending);
        if (File.Exists(installed))
            yield return installed;
    }

    /// <summary>Bundles lie beside a command's folder, or in the user's own.</summary>
    private IEnumerable<string> Bundles(IEnumerable<string> commands) =>
        commands.Select(command => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(command)!, "..")))
            .Append(Path.Combine(home, ".aspire"))
            .Select(folder => Path.Combine(folder, "bundle", "managed", "aspire-managed" + Ending));

    /// <summary>npm's global commands are links.</summary>
    private static string Target(string command) => File.ResolveLinkTarget(command, returnFinalTarget: true)?.FullName ?? command;

    private static async Task UnpackAsync(string command, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command, ["setup", "--nologo", "--non-interactive"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
        try
        {
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await EndAsync(process, cancellation).ConfigureAwait(false);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Something else of the same name; the hint follows.
        }
    }

    private static async Task EndAsync(Process process, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(UnpackLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
