using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Attune.Hosting.Processes;

/// <summary>Each process is in a job that Windows ends when the host's handle to it is closed, however the host went.</summary>
internal sealed partial class WindowsProcessGuard : IProcessGuard
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;
    private const uint CtrlBreak = 1;

    public ProcessStartInfo StartInfo(ProcessSpecification specification)
    {
        var start = new ProcessStartInfo(specification.Program, specification.Arguments) { CreateNoWindow = false };

        // A group of its own can be sent Ctrl-Break without the host getting it too.
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true;
        return start;
    }

    public IGuardedProcess Guard(Process process)
    {
        var job = CreateJobObject(0, null);
        var limits = new ExtendedLimits { Flags = KillOnJobClose };
        if (job.IsInvalid
            || !SetInformationJobObject(job, ExtendedLimitInformation, in limits, Marshal.SizeOf<ExtendedLimits>())
            || !AssignProcessToJobObject(job, process.SafeHandle))
        {
            var error = new Win32Exception();
            job.Dispose();
            process.Kill(entireProcessTree: true);
            throw error;
        }

        return new Job(process.Id, job);
    }

    private sealed class Job(int group, SafeFileHandle job) : IGuardedProcess
    {
        public void Interrupt() => _ = GenerateConsoleCtrlEvent(CtrlBreak, (uint)group);

        public void Kill() => _ = TerminateJobObject(job, 1);

        public void Dispose() => job.Dispose();
    }

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION; only the flags are used.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long ProcessTime;
        public long JobTime;
        public uint Flags;
        public nuint LeastWorkingSet;
        public nuint MostWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint Priority;
        public uint Scheduling;
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WriteBytes;
        public ulong OtherBytes;
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateJobObject(nint security, string? name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(SafeFileHandle job, int kind, in ExtendedLimits limits, int length);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(SafeFileHandle job, SafeProcessHandle process);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateJobObject(SafeFileHandle job, uint exitCode);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint signal, uint group);
}
