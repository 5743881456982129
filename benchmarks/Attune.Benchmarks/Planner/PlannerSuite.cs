using System.Globalization;
using Attune.Benchmarks.LoraTraining;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.Planner;

/// <summary>
/// The memory that <c>attune plan</c> estimates beside the peak that a run really has resident, each run in a process of its own:
/// full training, LoRA and QLoRA, each with and without layers computed once more, and what that costs in time.
/// </summary>
internal static class PlannerSuite
{
    private const string Child = "--child";
    private const double Allowed = 0.1;

    public static int Run(string[] args)
    {
        if (args is [Child, var place, var name, ..])
            return PlannedRun.Named(name).Train(place, args);
        int micro = SuiteOptions.Number(args, "--micro", new TrainingOptions().MicroBatchTokens);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{LoraWorkload.RowsPerStep} chat rows a step, {micro:N0} tokens at once, float32, AdamW"));
        bool holds = true;
        foreach (string shape in SuiteOptions.Text(args, "--shape", "10m,135m").Split(','))
            holds &= Shape(shape, micro, args);
        return holds ? 0 : 1;
    }

    private static bool Shape(string name, int micro, string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            var shape = ModelShapes.Named(name);
            Console.WriteLine($"Llama of {name}");
            using (var backend = new CpuBackend(2))
                Model.Save(Model.Initialize(shape, backend, seed: 1), folder);
            bool holds = true;
            string only = SuiteOptions.Text(args, "--only", "");
            foreach (var run in PlannedRun.All.Where(run => run.Name.Contains(only, StringComparison.Ordinal)))
                holds &= Compare(run, shape, micro, folder, args);
            return holds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Compare(PlannedRun run, ModelConfiguration shape, int micro, string folder, string[] args)
    {
        double estimate = run.Estimate(shape, micro) / (double)(1 << 20);
        using var process = PeerProcess.OfThisProgram(["planner", Child, folder, run.Name, .. args]);
        var answer = process.Read();
        double measured = answer.GetProperty("peak").GetDouble(), ratio = estimate / measured;
        bool holds = Math.Abs(ratio - 1) <= Allowed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Name,-18} estimate {estimate,7:N0} MiB  peak resident {measured,7:N0} MiB  ratio {ratio:N3}{(holds ? "" : "  BEYOND 10 %")}  {answer.GetProperty("speed").GetDouble(),6:N0} tokens/s  tensors {answer.GetProperty("tensors").GetDouble():N0} MiB  last loss {answer.GetProperty("loss").GetDouble():R}"));
        return holds;
    }
}
