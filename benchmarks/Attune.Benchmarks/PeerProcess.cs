using System.Diagnostics;
using System.Text.Json;

namespace Attune.Benchmarks;

/// <summary>A process, of Python or of this program, that answers one JSON line to each line it is sent.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts <paramref name="command"/>, a command line that runs Python, with a script of ours.</summary>
    public PeerProcess(string command, string script, string workingFolder, params string[] arguments)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "peers", script), Path.Combine(workingFolder, script), overwrite: true);
        var start = new ProcessStartInfo(words[0], [.. words[1..], script, .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // PyTorch's OpenMP threads spin while OpenBLAS's threads want the cores: with as many threads as cores a step takes
        // four times as long. The comparison is with PyTorch at its best.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        _process = Process.Start(start)!;
    }

    private PeerProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
    }

    /// <summary>Starts this program once more, so that its memory can be measured apart.</summary>
    public static PeerProcess OfThisProgram(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PeerProcess).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return new PeerProcess(start);
    }

    public JsonElement Read()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith('{'))
                return JsonSerializer.Deserialize<JsonElement>(line);
        }

        throw new InvalidOperationException("The process ended without an answer; its messages are above.");
    }

    public JsonElement Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        return Read();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
