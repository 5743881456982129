using System.Diagnostics;
using Attune.Training.Probe;

namespace Attune.Training.Tests.Optimizers;

/// <summary>Products with weights in the form of their file have the same bits for any number of threads and any vector width.</summary>
public class StoredBitTests
{
    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Assert.Equal(["F16", "Q8_0", "Q4_K", "Q6_K", "BF16"], StoredHash.Formats.Select(format => format.Name));
        foreach (var format in StoredHash.Formats)
            Assert.Equal(StoredHash.Of(format, threads: 1), StoredHash.Of(format, threads: 3));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Any_vector_width_gives_the_same_bits(string switchedOff)
    {
        string[] narrow = Probe(switchedOff);
        Assert.Equal(StoredHash.Formats.Select(format => $"{StoredHash.Of(format, threads: 2)} {format.Name}"), narrow[1..]);
        Assert.Contains("512=False", narrow[0]);
    }

    private static string[] Probe(string switchedOff)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Attune.Training.Probe.dll"), "--stored"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[switchedOff] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
