using Attune.Models.Tests.Architectures;
using Attune.Tensors;

namespace Attune.Models.Tests.Adapters;

/// <summary>An adapter of every method on a tiny model, with numbers as training leaves them.</summary>
internal static class TinyAdapters
{
    public static readonly IReadOnlyDictionary<string, IAdapterOptions> Options = new Dictionary<string, IAdapterOptions>
    {
        ["lora"] = new LoraOptions(4, 8, 0, ["q_proj", "down_proj"]),
        ["dora"] = new LoraOptions(2, 6, 0, [LoraOptions.AllLinear]) { WeightDecomposed = true },
        ["ia3"] = new Ia3Options(["k_proj", "v_proj", "down_proj"], ["down_proj"]),
        ["prompt"] = new PromptTuningOptions(3),
        ["p-tuning"] = new PTuningOptions(4, 6),
        ["prefix"] = new PrefixTuningOptions(5),
        ["prefix-projection"] = new PrefixTuningOptions(2) { ProjectionHidden = 3 },
        ["houlsby"] = BottleneckOptions.Houlsby with { ReductionFactor = 4 },
        ["pfeiffer"] = BottleneckOptions.Pfeiffer with { ReductionFactor = 8, Scaling = 0.5 },
    };

    public static TheoryData<string> Names => [.. Options.Keys];

    public static ICausalLanguageModel NewModel(int threads = 1, bool biases = true) => Model.Initialize(
        ModelFilesTests.Tiny with { InitializerRange = 0.2, Attention = new() { InputBias = biases, OutputBias = biases }, Mlp = new() { Bias = biases } }, new CpuBackend(threads), 5);

    public static Adapter Trained(ICausalLanguageModel model, string name)
    {
        var adapter = Adapter.Attach(model, Options[name], 2);
        foreach (var parameter in adapter.Parameters)
        {
            var random = new CounterRandom(4, parameter.Name);
            var values = parameter.Value.AsSpan();
            for (var i = 0; i < values.Length; i++)
                values[i] += (float)random.Normal((ulong)i) / 4;
        }

        return adapter;
    }

    /// <summary>[T, V], row by row.</summary>
    public static float[] Logits(ICausalLanguageModel model, params int[][] documents) =>
        model.Hidden(PackedTokens.Pack(documents)).Linear(model.Head).ToArray();
}
