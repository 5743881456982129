using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

/// <summary>A tiny model of the reference implementation, and what that computes from it (README of golden/models).</summary>
internal sealed class GoldenModel : IDisposable
{
    /// <summary>The folders of the families that are supported, and whatever others there are.</summary>
    public static readonly string[] Names = [.. Known.Union(Others())];

    private static string[] Known => ["llama", "llama-tied", "llama-rope-scaled", "qwen2", "qwen3", "mistral", "gemma2", "gemma3_text", "phi3", "gpt2", "gpt_neox", "mixtral", "qwen2_moe"];

    private readonly JsonDocument _json;

    public GoldenModel(string name, Backend backend)
    {
        Folder = SharedData.Path("golden/models", name);
        _json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        Tensors = SafetensorsFile.Open(Path.Combine(Folder, "expected.safetensors"));
        Model = Models.Model.Load(Folder, backend);
    }

    private static IEnumerable<string> Others() => Directory.Exists(SharedData.Path("golden/models"))
        ? Directory.EnumerateFiles(SharedData.Path("golden/models"), "expected.json", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)
        : [];

    public string Folder { get; }

    public JsonElement Json => _json.RootElement;

    public SafetensorsFile Tensors { get; }

    public ICausalLanguageModel Model { get; }

    public int[] Lengths => Ints(Json.GetProperty("batch").GetProperty("lengths"));

    /// <summary>The rows of the batch without their padding, packed.</summary>
    public PackedTokens Batch() => PackedTokens.Pack(Rows("input_ids"));

    /// <summary>Rows of packed hidden states that answer for a supervised token, and that token.</summary>
    public (int[] Rows, int[] Targets) Supervised()
    {
        var (rows, targets) = (new List<int>(), new List<int>());
        var start = 0;
        foreach (var labels in Rows("labels"))
        {
            for (var t = 0; t + 1 < labels.Length; t++)
            {
                if (labels[t + 1] == -100)
                    continue;
                rows.Add(start + t);
                targets.Add(labels[t + 1]);
            }

            start += labels.Length;
        }

        return (rows.ToArray(), targets.ToArray());
    }

    /// <summary>The log-probability of each token of the batch but the first of its row, from logits [T, V].</summary>
    public float[] LogProbabilities(Tensor logits)
    {
        var (numbers, width) = (logits.ToArray(), Model.Configuration.VocabularySize);
        var (result, start) = (new List<float>(), 0);
        foreach (var ids in Rows("input_ids"))
        {
            for (var t = 0; t + 1 < ids.Length; t++)
            {
                var row = numbers.AsSpan((start + t) * width, width);
                double maximum = row[0], sum = 0;
                foreach (var logit in row)
                    maximum = Math.Max(maximum, logit);
                foreach (var logit in row)
                    sum += Math.Exp(logit - maximum);
                result.Add((float)(row[ids[t + 1]] - maximum - Math.Log(sum)));
            }

            start += ids.Length;
        }

        return [.. result];
    }

    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    public void Dispose()
    {
        Tensors.Dispose();
        _json.Dispose();
    }

    private List<int[]> Rows(string key)
    {
        var rows = Json.GetProperty("batch").GetProperty(key).EnumerateArray().Select(Ints).ToList();
        var lengths = Lengths;
        return [.. rows.Select((row, i) => row[..lengths[i]])];
    }
}
