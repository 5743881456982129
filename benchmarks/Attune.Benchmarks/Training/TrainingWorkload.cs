using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.Training;

/// <summary>What both sides train: a Llama, all its parameters, on dense blocks of random tokens.</summary>
internal sealed record TrainingWorkload(ModelConfiguration Shape, int Threads, int BlocksPerStep, int Steps)
{
    public const int BlockLength = 512;
    public const double LearningRate = 3e-4, WeightDecay = 0.01, MaxGradientNorm = 1;
    private const ulong Seed = 1;

    public int TokensPerStep => BlocksPerStep * BlockLength;

    public ICausalLanguageModel CreateModel(CpuBackend backend) => Model.Initialize(Shape, backend, Seed);

    public List<TrainingExample> CreateExamples(int vocabulary)
    {
        var random = new Random(2);
        bool[] mask = [.. Enumerable.Repeat(true, BlockLength)];
        List<TrainingExample> examples = [];
        for (int block = 0; block < Steps * BlocksPerStep; block++)
        {
            // A skewed draw, so that there is something to learn and the losses move.
            int[] tokens = [.. Enumerable.Range(0, BlockLength).Select(_ => (int)(vocabulary * Math.Pow(random.NextDouble(), 3)))];
            examples.Add(new TrainingExample(tokens, mask, $"block {block + 1}"));
        }

        return examples;
    }
}
