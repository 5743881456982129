using System.Globalization;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Benchmarks.LoraTraining;

/// <summary>
/// LoRA (rank 8, all linear layers) on ragged chat rows beside transformers with PEFT in eager mode: same weights, same adapter,
/// same rows, same optimizer, each side in a process of its own, in turns. ATTUNE_PEER holds the command that runs Python with
/// PyTorch, transformers and peft; without it only our own numbers are printed.
/// </summary>
internal static class LoraSuite
{
    private const string Child = "--child";

    // Both sides round in float32 and sum in another order; of losses near 10.8 that is a few units of 1e-6, and training
    // lets it grow over the steps.
    private const double LossTolerance = 1e-4;

    public static int Run(string[] args)
    {
        if (args is [Child, var place, ..])
            return LoraTrainee.Run(place, args);
        int threads = SuiteOptions.Number(args, "--threads", 2), steps = SuiteOptions.Number(args, "--steps", 5);
        int warmUp = SuiteOptions.Number(args, "--warm-up", 1);
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            int[] tokens = Prepare(folder, steps, threads, SuiteOptions.Text(args, "--shape", "135m"));
            using var own = PeerProcess.OfThisProgram(["lora-training", Child, folder, .. args]);
            var ours = new LoraSide(own);
            string? command = Environment.GetEnvironmentVariable("ATTUNE_PEER");
            using var peer = string.IsNullOrEmpty(command) ? null : new PeerProcess(command, "lora_training.py", folder);
            Console.WriteLine(peer is null ? "ATTUNE_PEER is not set: no comparison." : $"peer: {peer.Read().GetProperty("about").GetString()}");
            var theirs = peer is null ? null : new LoraSide(peer);
            var floor = own.Read();
            for (int step = 0; step < steps; step++)
            {
                ours.Step();
                theirs?.Step();
            }

            int result = Report(tokens, warmUp, ours, theirs);
            double peak = floor.GetProperty("peakFlops").GetDouble(), work = floor.GetProperty("flopsPerToken").GetDouble();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"floor    {work / 1e6:N0} MFLOP a token in our products, {peak / 1e9:N0} GFLOP/s at most on {threads} threads: no more than {peak / work:N0} tokens/s; Attune is at {work * ours.Speed(tokens, warmUp) / peak:P0} of it"));
            return result;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes model, adapter and rows; returns the tokens of each step.</summary>
    private static int[] Prepare(string folder, int steps, int threads, string shape)
    {
        using var backend = new CpuBackend(threads);
        var model = Model.Initialize(ModelShapes.Named(shape), backend, seed: 1);
        long parameters = model.Parameters.Sum(parameter => (long)parameter.Shape.ElementCount);
        Model.Save(model, Path.Combine(folder, "model"));
        var adapter = Adapter.Attach(model, new LoraOptions(LoraWorkload.Rank, LoraWorkload.Alpha, 0, [LoraOptions.AllLinear]), seed: 1);
        adapter.Save(Path.Combine(folder, "adapter"), "model");
        var examples = LoraWorkload.Examples(steps, model.Configuration.VocabularySize);
        LoraWorkload.Write(Path.Combine(folder, "batches.json"), examples);
        File.WriteAllText(Path.Combine(folder, "settings.json"), string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"threads\":{threads},\"learningRate\":{LoraWorkload.LearningRate},\"maxGradientNorm\":{LoraWorkload.MaxGradientNorm}}}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Llama, {parameters:N0} parameters in float32, LoRA rank {LoraWorkload.Rank} on all linear layers, {LoraWorkload.RowsPerStep} rows a step, {threads} threads"));
        return [.. examples.Chunk(LoraWorkload.RowsPerStep).Select(rows => rows.Sum(row => row.TokenIds.Length))];
    }

    private static int Report(int[] tokens, int warmUp, LoraSide ours, LoraSide? theirs)
    {
        Console.WriteLine(ours.Line("Attune", tokens, warmUp));
        if (theirs is null)
            return 0;
        Console.WriteLine(theirs.Line("PEFT", tokens, warmUp));
        double gap = ours.Losses.Zip(theirs.Losses, (left, right) => Math.Abs(left - right)).Max();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio    {ours.Speed(tokens, warmUp) / theirs.Speed(tokens, warmUp):N2} x tokens/s  {ours.Peak / theirs.Peak:P0} of the memory  losses {ours.Losses[0]:N4} to {ours.Losses[^1]:N4}, largest difference {gap:E1} (allowed {LossTolerance:E0})"));
        return gap <= LossTolerance ? 0 : 1;
    }
}
