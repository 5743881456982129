using System.Globalization;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Benchmarks.Decoding;

/// <summary>
/// Prompts and generation from GGUF files beside llama.cpp's <c>llama-bench</c> on the same file, turn by turn: tokens a second
/// (the best turn of each; of blocks with activations as they are and in 8 bits), their ratio, and what the machine's memory and multiply-adds would allow.
/// </summary>
/// <remarks>
/// Options: --kernels (products alone)  --types F16,Q8_0,Q4_K  --turns N  --threads N  --alone (without llama.cpp). ATTUNE_LLAMA_BENCH is the command
/// that runs llama-bench in the current folder. llama-bench generates one sequence; for eight, it is asked for a prompt of
/// eight tokens, which is the same pass but for the head (it has one row of logits, we have eight).
/// </remarks>
internal static class DecodingSuite
{
    private const int Prompt = 512, Answer = 64, Batch = 8;

    /// <summary>Files whose products have no integers: activations stay float32.</summary>
    private static readonly string[] PlainTypes = ["F32", "F16", "BF16"];


    public static int Run(string[] args)
    {
        string Option(string name, string fallback)
        {
            int at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
        }

        if (args.Contains("--kernels"))
        {
            StoredKernels.Run();
            return 0;
        }

        int turns = int.Parse(Option("--turns", "2"), CultureInfo.InvariantCulture), threads = int.Parse(Option("--threads", "2"), CultureInfo.InvariantCulture);
        string? command = args.Contains("--alone") ? null : Environment.GetEnvironmentVariable("ATTUNE_LLAMA_BENCH");
        string folder = Option("--folder", "");
        bool temporary = folder.Length == 0;
        folder = temporary ? Directory.CreateTempSubdirectory("attune-benchmark-").FullName : folder;
        double bandwidth = ReadBandwidth.Measure(threads), peak = Peak(threads);
        Say($"{threads} threads; reading {bandwidth:F1} GB/s, multiply-adds {peak:F0} GFLOP/s; llama.cpp: {command ?? "not asked (ATTUNE_LLAMA_BENCH)"}");
        Say($"{"file",-6} {"activations",-11} {"measure",-22} {"ours tokens/s",13} {"llama.cpp",10} {"ratio",6} {"memory allows",13} {"FMA allows",10}");
        try
        {
            foreach (string type in Option("--types", "F16,Q8_0,Q4_K").Split(','))
                Compare(type, folder, command is null ? null : new LlamaBench(command, folder), turns, threads, bandwidth, peak);
        }
        finally
        {
            if (temporary)
                Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>10^9 operations a second of all threads together.</summary>
    private static double Peak(int threads)
    {
        using var backend = new CpuBackend(threads);
        return backend.MeasurePeak(TimeProvider.System) / 1e9;
    }

    private static void Compare(string type, string folder, LlamaBench? rival, int turns, int threads, double bandwidth, double peak)
    {
        string name = $"{type}.gguf", path = Path.Combine(folder, name);
        if (!File.Exists(path))
            DecodingModel.Write(path, GgufStorage.Find(type)!);
        using var backend = new CpuBackend(threads);
        var model = GgufModel.LoadFrozen(path, backend);
        var run = new DecodingRun(model);
        bool rounds = !PlainTypes.Contains(type);
        var rounding = rounds ? new DecodingRun(GgufModel.LoadFrozen(path, backend, ActivationPrecision.Int8)) : run;
        double bytes = new FileInfo(path).Length, weights = model.Parameters.Sum(parameter => (double)parameter.Shape.ElementCount);
        double head = (double)model.Configuration.VocabularySize * model.Configuration.HiddenSize;
        void Turn(string what, int rows, double logits, Func<DecodingRun, double> us, Func<double>? them)
        {
            (double plain, double rounded, double theirs) = (0, 0, 0);
            for (int turn = 0; turn < turns; turn++)
            {
                plain = Math.Max(plain, us(run));
                rounded = rounds ? Math.Max(rounded, us(rounding)) : 0;
                theirs = Math.Max(theirs, them?.Invoke() ?? 0);
            }

            double fma = peak * 1e9 / (2 * (weights - head + (head * logits / rows)));
            void Line(string activations, double ours) =>
                Say($"{type,-6} {activations,-11} {what,-22} {ours,13:F1} {theirs,10:F1} {(theirs > 0 ? ours / theirs : 0),6:F2} {rows * bandwidth * 1e9 / bytes,13:F1} {fma,10:F1}");
            Line("float32", plain);
            if (rounds)
                Line("int8", rounded);
        }

        Turn($"prompt {Prompt}", Prompt, 1, us => us.Prompt(Prompt), rival is null ? null : () => rival.Run(name, threads, Prompt, 0));
        Turn($"generation {Answer}", 1, 1, us => us.Generation(1, Answer), rival is null ? null : () => rival.Run(name, threads, 0, Answer));
        Turn($"{Batch} sequences x {Answer}", Batch, Batch, us => us.Generation(Batch, Answer), rival is null ? null : () => rival.Run(name, threads, Batch, 0));
        GC.KeepAlive(model);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
