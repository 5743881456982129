using Attune.Benchmarks;
using Attune.Benchmarks.Datasets;
using Attune.Benchmarks.Decoding;
using Attune.Benchmarks.FrozenBases;
using Attune.Benchmarks.Generators;
using Attune.Benchmarks.LoraTraining;
using Attune.Benchmarks.MatrixProducts;
using Attune.Benchmarks.Optimizers;
using Attune.Benchmarks.Planner;
using Attune.Benchmarks.PromptTrees;
using Attune.Benchmarks.Templates;
using Attune.Benchmarks.Tokenizers;
using Attune.Benchmarks.Training;
using Attune.Benchmarks.UpToDate;

// One suite per folder; each compares with its rival in one run and prints the ratios.
var suites = new Dictionary<string, Func<string[], int>>
{
    ["datasets"] = DatasetSuite.Run,
    ["decoding"] = DecodingSuite.Run,
    ["frozen-bases"] = FrozenBaseSuite.Run,
    ["gemm"] = MatrixProductSuite.Run,
    ["generators"] = GeneratorSuite.Run,
    ["lora-training"] = LoraSuite.Run,
    ["optimizers"] = OptimizerSuite.Run,
    ["planner"] = PlannerSuite.Run,
    ["prompt-trees"] = PromptTreeSuite.Run,
    ["training"] = TrainingSuite.Run,
    ["templates"] = TemplateSuite.Run,
    ["tokenizers"] = TokenizerSuite.Run,
    ["up-to-date"] = UpToDateSuite.Run,
};

if (args.Length == 0 || !suites.TryGetValue(args[0], out Func<string[], int>? suite))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project benchmarks/Attune.Benchmarks -- <{string.Join(" | ", suites.Keys)}> [options]");
    return 1;
}

BuildCheck.RefuseDebug();
return suite(args[1..]);
