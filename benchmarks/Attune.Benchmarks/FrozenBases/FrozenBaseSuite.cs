using System.Diagnostics;
using System.Globalization;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.FrozenBases;

/// <summary>
/// Peak memory and speed of LoRA training (rank 8, all linear layers) over a base kept as float32, bfloat16 and NF4: a Llama of
/// 135 million parameters on rows of 64 to 448 tokens, each form in a process of its own.
/// </summary>
internal static class FrozenBaseSuite
{
    private const string Child = "--child", Plain = "f32";
    private const int Steps = 2, RowsPerStep = 8;

    public static int Run(string[] args)
    {
        if (args is [Child, var form, var model, var threads])
            return Train(form, model, int.Parse(threads, CultureInfo.InvariantCulture));
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            using (var backend = new CpuBackend(2))
                Model.Save(Model.Initialize(ModelShapes.SmolLm135M, backend, seed: 1), folder, StorageType.BFloat16);
            Console.WriteLine("LoRA rank 8 on all linear layers, Llama of 135 M parameters stored as bfloat16, 8 rows of 64 to 448 tokens a step, 2 threads");
            double first = 0;
            foreach (string kept in (string[])[Plain, "bf16", "nf4"])
            {
                var (mebibytes, ofBase, speed, loss) = Measure(kept, folder);
                first = first == 0 ? mebibytes : first;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kept,-5} base {ofBase,7:N1} MiB  peak resident {mebibytes,8:N0} MiB ({mebibytes / first:P0} of f32)  {speed,7:N0} tokens/s  last loss {loss:N4}"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double Peak, double Base, double Speed, double Loss) Measure(string form, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(FrozenBaseSuite).Assembly.Location);
        foreach (string argument in (string[])["frozen-bases", Child, form, folder, "2"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string[] numbers = process.StandardOutput.ReadToEnd().Trim().Split(' ');
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The run with {form} failed.");
        double[] values = [.. numbers.Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (values[0], values[1], values[2], values[3]);
    }

    private static int Train(string form, string folder, int threads)
    {
        using var backend = new CpuBackend(threads);
        var model = Model.Load(folder, backend, form == Plain ? null : FrozenStorage.Find(form));
        double stored = model.Parameters.Sum(parameter => parameter.Value.Stored?.ByteCount ?? (4.0 * parameter.Shape.ElementCount)) / (1 << 20);
        Adapter.Attach(model, new LoraOptions(8, 16, 0, [LoraOptions.AllLinear]), seed: 1);
        var examples = Examples(model.Configuration.VocabularySize);
        var observer = new LossObserver();
        var loop = new TrainingLoop(
            model, new ExampleBatches(examples, RowsPerStep, microBatchTokens: 2048, seed: null), null, new TrainingOptions { Epochs = 1 },
            new AdamWOptions(), new ConstantSchedule(), null, observer);
        long began = Stopwatch.GetTimestamp();
        loop.Run();
        double speed = examples.Sum(example => (double)example.TokenIds.Length) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PeakResident.Mebibytes():F1} {stored:F1} {speed:F1} {observer.Last:F6}"));
        return 0;
    }

    private static List<TrainingExample> Examples(int vocabulary)
    {
        var random = new Random(3);
        List<TrainingExample> examples = [];
        for (int row = 0; row < Steps * RowsPerStep; row++)
        {
            int prompt = random.Next(40, 361), answer = random.Next(8, 81);
            int[] tokens = [.. Enumerable.Range(0, prompt + answer).Select(_ => random.Next(vocabulary))];
            examples.Add(new TrainingExample(tokens, [.. tokens.Select((_, i) => i >= prompt)], $"row {row + 1}"));
        }

        return examples;
    }

    private sealed class LossObserver : ITrainingObserver
    {
        public double Last { get; private set; }

        public void OnStep(TrainingStep step) => Last = step.Loss;

        public void OnEvaluation(TrainingEvaluation evaluation)
        {
        }

        public void OnCheckpoint(string path)
        {
        }

        public void OnMessage(string message)
        {
        }
    }
}
