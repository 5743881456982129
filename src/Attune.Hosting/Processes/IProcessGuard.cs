using System.Diagnostics;

namespace Attune.Hosting.Processes;

/// <summary>Sees to it that a process and all that it starts end with the host, also when the host is killed.</summary>
internal interface IProcessGuard
{
    /// <summary>How the process is started so that it can be guarded.</summary>
    ProcessStartInfo StartInfo(ProcessSpecification specification);

    /// <summary>Begins to guard a process that has just been started.</summary>
    IGuardedProcess Guard(Process process);
}

/// <summary>A process under guard. Disposed once it has ended, which also ends what it left behind.</summary>
internal interface IGuardedProcess : IDisposable
{
    /// <summary>Asks it to end, as Ctrl-C does.</summary>
    void Interrupt();

    /// <summary>Ends it and all that it started, at once.</summary>
    void Kill();
}

/// <summary>The guard of this system.</summary>
internal static class ProcessGuard
{
    public static IProcessGuard ForThisSystem() => OperatingSystem.IsWindows() ? new WindowsProcessGuard() : new UnixProcessGuard();
}
