using Attune.Models;
using Attune.Tensors;

namespace Attune.Training.Tests.Support;

/// <summary>A Llama of 7,000 parameters, and rows for it.</summary>
internal static class TinyModel
{
    public const int Vocabulary = 48;

    public static ICausalLanguageModel Create(int threads = 1, ulong seed = 1) => Model.Initialize(
        new ModelConfiguration
        {
            Architecture = "LlamaForCausalLM",
            VocabularySize = Vocabulary,
            HiddenSize = 16,
            IntermediateSize = 32,
            LayerCount = 2,
            HeadCount = 2,
            KeyValueHeadCount = 1,
            HeadDimension = 8,
            MaxPositions = 64,
            InitializerRange = 0.2,
        },
        new CpuBackend(threads),
        seed);

    public static ICausalLanguageModel WithAdapter(int threads = 1, double dropout = 0)
    {
        var model = Create(threads);
        Adapter.Attach(model, new LoraOptions(4, 8, dropout, [LoraOptions.AllLinear]), seed: 3);
        return model;
    }

    /// <summary>With an adapter that trains the rows of some tokens, of embedding and head.</summary>
    public static (ICausalLanguageModel Model, Adapter Adapter) WithRows(int threads, params int[] ids)
    {
        var model = Create(threads);
        var options = new LoraOptions(4, 8, 0.2, [LoraOptions.AllLinear]) { TrainedTokens = [new("embed_tokens", ids), new("lm_head", ids)] };
        return (model, Adapter.Attach(model, options, seed: 3));
    }

    /// <summary>Rows of random prompts with random answers, the answer supervised.</summary>
    public static List<TrainingExample> Rows(int count, int seed = 11)
    {
        var random = new Random(seed);
        List<TrainingExample> rows = [];
        for (int row = 0; row < count; row++)
        {
            int prompt = random.Next(2, 8), answer = random.Next(2, 8);
            int[] tokens = [.. Enumerable.Range(0, prompt + answer).Select(_ => random.Next(Vocabulary))];
            rows.Add(new TrainingExample(tokens, [.. tokens.Select((_, i) => i >= prompt)], $"rows.jsonl({row + 1})"));
        }

        return rows;
    }

    public static float[][] Weights(ICausalLanguageModel model) => [.. model.Parameters.Select(parameter => parameter.Value.ToArray())];
}
