using System.Text.Json;
using Attune.Training;

namespace Attune.Benchmarks.LoraTraining;

/// <summary>Rows as chats have them: prompts of 40 to 360 tokens, answers of 8 to 80, only answers supervised.</summary>
internal static class LoraWorkload
{
    public const int RowsPerStep = 8, Rank = 8;
    public const double Alpha = 16, LearningRate = 1e-3, MaxGradientNorm = 1;

    /// <summary>What the draw below gives on average.</summary>
    public const double MeanTokens = 244, SupervisedShare = 44 / MeanTokens;

    public static List<TrainingExample> Examples(int steps, int vocabulary)
    {
        var random = new Random(3);
        List<TrainingExample> examples = [];
        for (int row = 0; row < steps * RowsPerStep; row++)
        {
            int prompt = random.Next(40, 361), answer = random.Next(8, 81);
            // A skewed draw, so that there is something to learn and the losses move.
            int[] tokens = [.. Enumerable.Range(0, prompt + answer).Select(_ => (int)(vocabulary * Math.Pow(random.NextDouble(), 3)))];
            examples.Add(new TrainingExample(tokens, [.. tokens.Select((_, i) => i >= prompt)], $"row {row + 1}"));
        }

        return examples;
    }

    /// <summary>The rows as both sides read them: tokens, and how many of them are the prompt.</summary>
    public static void Write(string file, List<TrainingExample> examples) => File.WriteAllText(file, JsonSerializer.Serialize(
        examples.Select(example => new Row(example.TokenIds, example.LossMask.Count(learned => !learned))).Chunk(RowsPerStep)));

    public static List<TrainingExample> Read(string file) =>
    [
        .. JsonSerializer.Deserialize<Row[][]>(File.ReadAllText(file))!.SelectMany(batch => batch).Select(
            (row, i) => new TrainingExample(row.Ids, [.. row.Ids.Select((_, at) => at >= row.Prompt)], $"row {i + 1}")),
    ];

    private sealed record Row(int[] Ids, int Prompt);
}
