using System.Diagnostics;

namespace Attune.Hosting.Processes;

/// <summary>
/// Each process leads a session of its own, and a small shell inside it reads a pipe whose other end only the host has. What
/// comes through the pipe are signals for the whole group; when the host is gone, however it went, the pipe ends and the group
/// is killed. The program replaces the shell that starts it, so its id and exit code are its own.
/// </summary>
internal sealed class UnixProcessGuard : IProcessGuard
{
    /// <remarks>
    /// <c>$$</c> in the background part is the id of the shell, which the program takes over by <c>exec</c>. The background
    /// part is in the group too, so the group's id cannot be used again before it has read the end of the pipe.
    /// </remarks>
    private const string Script = """
        exec 3<&0
        {
          trap '' INT TERM HUP QUIT
          while read -r signal; do kill -s "$signal" -- "-$$"; done
          kill -s KILL -- "-$$"
        } <&3 3<&- >/dev/null 2>&1 &
        exec "$@" </dev/null 3<&-
        """;

    /// <summary>macOS has no setsid command; its perl has the call.</summary>
    private static readonly string[] NewSession = OperatingSystem.IsMacOS()
        ? ["/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV", "/bin/sh"]
        : ["setsid", "/bin/sh"];

    public ProcessStartInfo StartInfo(ProcessSpecification specification) =>
        new(NewSession[0], [.. NewSession[1..], "-c", Script, "sh", specification.Program, .. specification.Arguments]) { RedirectStandardInput = true };

    public IGuardedProcess Guard(Process process) => new Pipe(process.StandardInput);

    private sealed class Pipe(StreamWriter pipe) : IGuardedProcess
    {
        private readonly Lock _lock = new();

        public void Interrupt() => Send("TERM");

        public void Kill() => Send("KILL");

        public void Dispose()
        {
            lock (_lock)
            {
                try
                {
                    pipe.Dispose();
                }
                catch (IOException)
                {
                    // The whole group is gone already.
                }
            }
        }

        private void Send(string signal)
        {
            lock (_lock)
            {
                try
                {
                    pipe.Write(signal + "\n");
                    pipe.Flush();
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                    // It has ended by itself in the meantime.
                }
            }
        }
    }
}
