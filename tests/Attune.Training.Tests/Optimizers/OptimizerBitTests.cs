using System.Diagnostics;
using System.Runtime.Intrinsics;
using Attune.Tensors;
using Attune.Training.Probe;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

/// <summary>The same bits for any number of threads and any vector width, and no memory taken once steps are warm.</summary>
public class OptimizerBitTests
{
    public static TheoryData<string> Optimizers => EveryOptimizer.Data;

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var optimizer = EveryOptimizer.Create(name);
        string one = OptimizerHash.Of(optimizer, threads: 1);
        Assert.Equal(one, OptimizerHash.Of(optimizer, threads: 2));
        Assert.Equal(one, OptimizerHash.Of(optimizer, threads: 3));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Any_vector_width_gives_the_same_bits(string switchedOff)
    {
        string[] native = Probe(null), narrow = Probe(switchedOff);
        Assert.Equal(OptimizerNames.All.Count + 1, native.Length);
        // The widths themselves; a machine without AVX-512 has none to switch off.
        Assert.Equal(switchedOff != "DOTNET_EnableAVX512" || Vector512.IsHardwareAccelerated, native[0] != narrow[0]);
        Assert.Equal(native[1..], narrow[1..]);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Warm_steps_take_no_memory_from_the_system(string name)
    {
        using var backend = new CpuBackend(2);
        var run = new OptimizerHash(backend, EveryOptimizer.Create(name));
        for (int step = 1; step <= 3; step++)
            run.Step(step);
        long blocks = backend.BlocksAllocated, inUse = backend.BytesInUse;
        for (int step = 4; step <= 8; step++)
            run.Step(step);
        Assert.Equal(blocks, backend.BlocksAllocated);
        Assert.Equal(inUse, backend.BytesInUse);
    }

    private static string[] Probe(string? switchedOff)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Attune.Training.Probe.dll"), "--optimizers"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (switchedOff is not null)
            start.Environment[switchedOff] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
