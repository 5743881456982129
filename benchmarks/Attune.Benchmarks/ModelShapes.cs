using Attune.Models;

namespace Attune.Benchmarks;

/// <summary>The models that are trained here, with random weights.</summary>
internal static class ModelShapes
{
    /// <summary>A Llama of about 10 million parameters.</summary>
    public static ModelConfiguration TenMillion { get; } = new()
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = 4096,
        HiddenSize = 320,
        IntermediateSize = 864,
        LayerCount = 6,
        HeadCount = 5,
        KeyValueHeadCount = 5,
        HeadDimension = 64,
        MaxPositions = 512,
    };

    /// <summary>The shape of SmolLM-135M.</summary>
    public static ModelConfiguration SmolLm135M { get; } = new()
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = 49152,
        HiddenSize = 576,
        IntermediateSize = 1536,
        LayerCount = 30,
        HeadCount = 9,
        KeyValueHeadCount = 3,
        HeadDimension = 64,
        MaxPositions = 2048,
        TieWordEmbeddings = true,
    };

    /// <summary>The shape that an option names, <c>10m</c> or <c>135m</c>.</summary>
    public static ModelConfiguration Named(string name) => name switch
    {
        "10m" => TenMillion,
        "135m" => SmolLm135M,
        _ => throw new ArgumentException($"--shape is 10m or 135m, not '{name}'.", nameof(name)),
    };
}
