using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Tests;

/// <summary>The same bits with AVX-512, AVX2, SSE and no intrinsics at all: a child process for each, switched by the runtime.</summary>
public class VectorWidthTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "512=False")]
    [InlineData("DOTNET_EnableAVX2", "256=False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "128=False")]
    public void Any_vector_width_gives_the_same_bits(string switchedOff, string expectedWidth)
    {
        string[] native = Probe(null);
        string[] narrow = Probe(switchedOff);
        Assert.Contains($"512={Vector512.IsHardwareAccelerated} fma={Fma.IsSupported}", native[0]);
        Assert.Contains(expectedWidth, narrow[0]);
        Assert.True(native.Length > 100, $"{native.Length} lines");
        Assert.Equal(native[1..], narrow[1..]);
    }

    private static string[] Probe(string? switchedOff)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Attune.Tensors.BitProbe.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
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
