// Trains a small model with checkpoints in the folder given, says each step on its own line, and saves the model at the end.
// Tests kill it at random moments and start it again. With --optimizers it says the width of its vectors and a hash for each
// optimizer instead, with --stored one for each form in which weights are kept.
using System.Runtime.Intrinsics;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;
using Attune.Training.Probe;

if (args is ["--optimizers"])
{
    Console.WriteLine($"128={Vector128.IsHardwareAccelerated} 256={Vector256.IsHardwareAccelerated} 512={Vector512.IsHardwareAccelerated}");
    foreach (var (name, make) in OptimizerNames.All)
        Console.WriteLine($"{OptimizerHash.Of(make(), threads: 2)} {name}");
    return;
}

if (args is ["--stored"])
{
    Console.WriteLine($"128={Vector128.IsHardwareAccelerated} 256={Vector256.IsHardwareAccelerated} 512={Vector512.IsHardwareAccelerated}");
    foreach (var format in StoredHash.Formats)
        Console.WriteLine($"{StoredHash.Of(format, threads: 2)} {format.Name}");
    return;
}

const int rows = 24, steps = 160;
string folder = args[0];
int threads = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);

var model = Model.Initialize(
    new ModelConfiguration
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = 64,
        HiddenSize = 32,
        IntermediateSize = 64,
        LayerCount = 2,
        HeadCount = 2,
        KeyValueHeadCount = 1,
        HeadDimension = 16,
        MaxPositions = 64,
        InitializerRange = 0.1,
    },
    new CpuBackend(threads),
    seed: 1);
Adapter? adapter = args.Contains("--lora")
    ? Adapter.Attach(model, new LoraOptions(4, 8, 0.1, [LoraOptions.AllLinear]), seed: 2)
    : null;

var random = new Random(3);
List<TrainingExample> examples = [];
for (int row = 0; row < rows; row++)
{
    int[] tokens = [.. Enumerable.Range(0, random.Next(8, 40)).Select(_ => random.Next(64))];
    examples.Add(new TrainingExample(tokens, [.. tokens.Select((_, i) => i > 3)], $"row {row + 1}"));
}

var options = new TrainingOptions
{
    Epochs = 100,
    MaxSteps = steps,
    BatchSize = 8,
    MicroBatchTokens = 100,
    CheckpointEverySteps = 2,
    EvaluateEverySteps = 7,
    MetricsPath = Path.Combine(folder, "metrics.jsonl"),
};
SupervisedFineTuning.Run(
    model, examples[..18], examples[18..], options, new AdamWOptions { LearningRate = 3e-3, WeightDecay = 0.01 },
    new CosineSchedule(Warmup.Steps(5)), new CheckpointStore(Path.Combine(folder, "checkpoints")), new LineObserver());

if (adapter is null)
    Model.Save(model, Path.Combine(folder, "result"));
else
    adapter.Save(Path.Combine(folder, "result"));
Console.WriteLine("done");
