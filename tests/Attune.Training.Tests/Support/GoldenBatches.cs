using System.Text.Json;
using Attune.Models;

namespace Attune.Training.Tests.Support;

/// <summary>Padded reference batches as examples: real tokens only, and a mask where there is a label.</summary>
internal static class GoldenBatches
{
    private const int Ignored = -100;

    public static List<TrainingExample> Read(JsonElement batches)
    {
        List<TrainingExample> examples = [];
        foreach (var batch in batches.EnumerateArray())
        {
            int rows = batch.GetProperty("input_ids").GetArrayLength();
            for (int row = 0; row < rows; row++)
            {
                examples.Add(Example(
                    GoldenJson.Integers(batch.GetProperty("input_ids")[row]),
                    GoldenJson.Integers(batch.GetProperty("attention_mask")[row]),
                    GoldenJson.Integers(batch.GetProperty("labels")[row]),
                    examples.Count));
            }
        }

        return examples;
    }

    public static List<TrainingExample> Read(SafetensorsFile file, int batches)
    {
        List<TrainingExample> examples = [];
        for (int batch = 0; batch < batches; batch++)
        {
            int columns = (int)file.Tensors[$"{batch}.input_ids"].Dimensions[1];
            var (ids, mask, labels) = (Rows("input_ids"), Rows("attention_mask"), Rows("labels"));
            for (int row = 0; row < ids.Length; row++)
                examples.Add(Example(ids[row], mask[row], labels[row], examples.Count));

            int[][] Rows(string name) =>
                [.. file.ReadArray($"{batch}.{name}").Select(value => (int)value).Chunk(columns)];
        }

        return examples;
    }

    private static TrainingExample Example(int[] ids, int[] attention, int[] labels, int number)
    {
        int length = attention.Sum();
        return new TrainingExample(ids[..length], [.. labels[..length].Select(label => label != Ignored)], $"batches({number + 1})");
    }
}
