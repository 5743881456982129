using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Attune.Benchmarks.Decoding;

/// <summary>llama.cpp's own measurement of a file, <c>llama-bench</c>.</summary>
/// <param name="command">The command that runs it in the current folder.</param>
/// <param name="folder">Where the files are.</param>
internal sealed class LlamaBench(string command, string folder)
{
    /// <summary>Tokens a second, the best of some repetitions.</summary>
    /// <param name="file">The file's name in the folder.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="prompt">Tokens of a prompt, or 0.</param>
    /// <param name="answer">Tokens to generate, or 0.</param>
    public double Run(string file, int threads, int prompt, int answer)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            words[0], [.. words[1..], "-m", file, "-t", Text(threads), "-p", Text(prompt), "-n", Text(answer), "-r", "3", "-o", "jsonl"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        foreach (string line in lines.Where(line => line.StartsWith('{')))
            return JsonSerializer.Deserialize<JsonElement>(line).GetProperty("samples_ts").EnumerateArray().Max(sample => sample.GetDouble());
        throw new InvalidOperationException($"llama-bench gave no result: {errors.Result}");
    }
}
