using System.Diagnostics;

namespace Attune.Benchmarks.Generators;

/// <summary>Measures a compile in this process.</summary>
internal readonly struct CompileWatch
{
    private readonly long _start;
    private readonly TimeSpan _processor;

    private CompileWatch(long start, TimeSpan processor) => (_start, _processor) = (start, processor);

    public CompileCost Cost =>
        new(Stopwatch.GetElapsedTime(_start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - _processor).TotalMilliseconds);

    /// <summary>Begins, with none of the garbage of the compile before.</summary>
    public static CompileWatch Start()
    {
        GC.Collect();
        return new CompileWatch(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }
}
