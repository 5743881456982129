using System.Globalization;

namespace Attune.Hosting.Tests.Support;

/// <summary>What /proc says of processes.</summary>
internal static class ProcessTable
{
    /// <summary>Whether a process with the id runs; one that ended and was not waited for does not.</summary>
    public static bool Runs(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The processes of a session, whose id is that of the process that leads it.</summary>
    public static IReadOnlyList<int> OfSession(int session) =>
        [.. All().Where(id => Session(id) == session && Runs(id))];

    /// <summary>The running processes whose command lines contain a text.</summary>
    public static IReadOnlyList<int> WithArgument(string text) => [.. All().Where(id => CommandLine(id).Contains(text, StringComparison.Ordinal) && Runs(id))];

    public static async Task UntilGoneAsync(IEnumerable<int> ids)
    {
        using var limit = new CancellationTokenSource(Hosts.Patience);
        foreach (var id in ids)
        {
            while (Runs(id))
                await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Ends once no process has a text in its command line. A killed process is gone a moment after its killer.</summary>
    public static async Task UntilNoneAsync(string text)
    {
        using var limit = new CancellationTokenSource(Hosts.Patience);
        while (WithArgument(text).Count > 0)
            await Task.Delay(20, limit.Token);
    }

    private static IEnumerable<int> All() => Directory.GetDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The id of the process that leads the session of a process; -1 where that has ended.</summary>
    public static int Session(int id)
    {
        try
        {
            // pid (comm) state ppid pgrp session ...; comm may hold anything, also a closing bracket.
            var status = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return -1;
        }
    }
}

/// <summary>A fact that reads /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "reads /proc, which is Linux's";
}
