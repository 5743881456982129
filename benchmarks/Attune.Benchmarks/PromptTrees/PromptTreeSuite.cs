using System.Diagnostics;
using System.Globalization;
using Attune.Benchmarks.Training;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.PromptTrees;

/// <summary>
/// Loss and gradients of batches whose rows share their beginning: computed once against computed for every row, in turns.
/// The model is that of <see cref="TrainingSuite"/>; nine tenths of each row are prompt.
/// </summary>
/// <remarks>Options: --threads N (2), --turns N (7), --tokens N of a row (512).</remarks>
internal static class PromptTreeSuite
{
    // Sums of the same numbers in another order: what the reference's own gradients differ by between its kernels.
    private const double GradientTolerance = 1e-5;

    public static int Run(string[] args)
    {
        int threads = Option(args, "--threads", 2), turns = Option(args, "--turns", 7), length = Option(args, "--tokens", 512);
        using var backend = new CpuBackend(threads);
        var model = new TrainingWorkload(ModelShapes.TenMillion, threads, BlocksPerStep: 1, Steps: 1).CreateModel(backend);
        Console.WriteLine($"rows of {length} tokens, nine tenths of them prompt; {threads} threads; full training, loss on answers");
        Console.WriteLine($"{"",-34} {"row by row",12} {"shared",10} {"ratio",7} {"gradients differ by",20}");
        bool equal = true;
        foreach (var (name, prompts, answers) in new[] { ("pairs: 4 prompts, 2 answers each", 4, 2), ("1 prompt, 8 answers", 1, 8), ("1 prompt, 16 answers", 1, 16) })
            equal &= Compare(name, model, Examples(prompts, answers, length, model.Configuration.VocabularySize), turns);
        return equal ? 0 : 1;
    }

    private static bool Compare(string name, ICausalLanguageModel model, List<TrainingExample> examples, int turns)
    {
        var plain = new ExampleBatches(examples, examples.Count, microBatchTokens: 4096, seed: null).GetBatch(0);
        var shared = new ExampleBatches(examples, examples.Count, microBatchTokens: 4096, seed: null, sharePrefixes: true).GetBatch(0);
        double[] plainSeconds = new double[turns], sharedSeconds = new double[turns];
        double gap = 0;
        for (int turn = -2; turn < turns; turn++) // two turns to warm up
        {
            var (first, expected) = Pass(model, plain, wantGradients: turn < 0);
            var (second, actual) = Pass(model, shared, wantGradients: turn < 0);
            if (turn < 0)
                gap = Gap(expected, actual);
            else
                (plainSeconds[turn], sharedSeconds[turn]) = (first, second);
        }

        Array.Sort(plainSeconds);
        Array.Sort(sharedSeconds);
        double before = plainSeconds[turns / 2], after = sharedSeconds[turns / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34} {before * 1000,9:N0} ms {after * 1000,7:N0} ms {before / after,6:N2} x {gap,12:E1} (allowed {GradientTolerance:E0})"));
        return gap <= GradientTolerance;
    }

    private static (double Seconds, float[][] Gradients) Pass(ICausalLanguageModel model, TrainingBatch batch, bool wantGradients)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (var micro in batch.MicroBatches)
        {
            using var scope = model.Backend.BeginScope();
            micro.Loss(model, batch.SupervisedTokens).Backward();
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        float[][] gradients = wantGradients ? [.. model.Parameters.Select(parameter => parameter.Value.Gradient!.ToArray())] : [];
        foreach (var parameter in model.Parameters)
            parameter.Value.Gradient = null;
        return (seconds, gradients);
    }

    /// <summary>The largest difference within a tensor, relative to its largest magnitude.</summary>
    private static double Gap(float[][] expected, float[][] actual) => expected.Zip(actual, (left, right) =>
        left.Zip(right, (a, b) => Math.Abs((double)a - b)).Max() / Math.Max(left.Max(Math.Abs), float.Epsilon)).Max();

    private static List<TrainingExample> Examples(int prompts, int answers, int length, int vocabulary)
    {
        var random = new Random(1);
        int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(vocabulary))];
        int prompt = length * 9 / 10;
        bool[] mask = [.. Enumerable.Range(0, length).Select(i => i >= prompt)];
        List<TrainingExample> examples = [];
        for (int p = 0; p < prompts; p++)
        {
            int[] beginning = Tokens(prompt);
            for (int a = 0; a < answers; a++)
                examples.Add(new TrainingExample([.. beginning, .. Tokens(length - prompt)], mask, $"row {examples.Count + 1}"));
        }

        return examples;
    }

    private static int Option(string[] args, string name, int fallback)
    {
        int at = Array.IndexOf(args, name);
        return at < 0 ? fallback : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
