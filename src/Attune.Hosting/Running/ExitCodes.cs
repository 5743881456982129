using System.Globalization;

namespace Attune.Hosting.Running;

/// <summary>What an exit code says. On Unix, 128 and a signal's number is that of a process which the signal ended.</summary>
internal static class ExitCodes
{
    private const int FirstOfSignals = 128;

    /// <summary>Those that have the same number on Linux and macOS.</summary>
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
    };

    /// <summary>Such as <c>exit code 3</c>, or <c>exit code 137 (SIGKILL)</c>.</summary>
    public static string Describe(int code)
    {
        var text = "exit code " + code.ToString(CultureInfo.InvariantCulture);
        return !OperatingSystem.IsWindows() && Signals.TryGetValue(code - FirstOfSignals, out var signal) ? $"{text} ({signal})" : text;
    }
}
