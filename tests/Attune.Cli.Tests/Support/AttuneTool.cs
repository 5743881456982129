using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Attune.Cli.Tests.Support;

/// <summary>The built tool, run as its own process.</summary>
internal static class AttuneTool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly UTF8Encoding Utf8 = new(false);

    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll");

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="input">Standard input, as UTF-8; empty by default.</param>
    public static ToolRun Run(IEnumerable<string> arguments, string input = "") => Run(arguments, Utf8.GetBytes(input));

    public static ToolRun Run(IEnumerable<string> arguments, byte[] input) => Finish(Start(arguments), input);

    /// <summary>Runs it with no more managed memory than that.</summary>
    /// <param name="bytes">The limit of the heap, in bytes.</param>
    /// <param name="arguments">The command line.</param>
    public static ToolRun RunWithin(long bytes, IEnumerable<string> arguments) =>
        Finish(Start("env", [$"DOTNET_GCHeapHardLimit=0x{bytes:X}", "dotnet", "exec", Assembly, .. arguments]), []);

    private static ToolRun Finish(Process process, byte[] input)
    {
        using var ends = process;
        var output = Task.Run(() => ReadAll(process.StandardOutput.BaseStream));
        var error = Task.Run(() => ReadAll(process.StandardError.BaseStream));
        using (var stream = process.StandardInput.BaseStream)
            stream.Write(input);
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"attune {string.Join(' ', process.StartInfo.ArgumentList)} took longer than {Limit}.");
        }

        return new ToolRun(process.ExitCode, output.Result, Utf8.GetString(error.Result));
    }

    public static Process Start(IEnumerable<string> arguments) => Start("dotnet", ["exec", Assembly, .. arguments]);

    /// <summary>As from a terminal: tests that run in the background ignore interruption, and what they start does too.</summary>
    public static Process StartInterruptible(IEnumerable<string> arguments) =>
        Start("env", ["--default-signal=INT", "dotnet", "exec", Assembly, .. arguments]);

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>How the tool ended and what it wrote.</summary>
internal sealed record ToolRun(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>The rows of the output. Lines end in \n only; texts hold other line ends.</summary>
    public List<JsonElement> Rows()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
