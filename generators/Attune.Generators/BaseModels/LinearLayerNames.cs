namespace Attune.Generators.BaseModels;

/// <summary>The paths of the layers that LoRA can change, by the architecture that config.json names.</summary>
internal static class LinearLayerNames
{
    public const string All = "all-linear";

    /// <summary>Blocks as Llama names them; the rooms above keep to it for the architectures they know.</summary>
    private static readonly string[] LlamaBlock =
    [
        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
    ];

    private static readonly Dictionary<string, string[]> Blocks = new(StringComparer.Ordinal)
    {
        ["LlamaForCausalLM"] = LlamaBlock,
        ["MistralForCausalLM"] = LlamaBlock,
        ["Qwen2ForCausalLM"] = LlamaBlock,
        ["Qwen3ForCausalLM"] = LlamaBlock,
        ["GemmaForCausalLM"] = LlamaBlock,
        ["Gemma2ForCausalLM"] = LlamaBlock,
    };

    /// <summary>All paths, or null where the architecture is not known.</summary>
    public static List<string>? Of(object? configuration)
    {
        if (configuration.First("architectures") is not string architecture
            || !Blocks.TryGetValue(architecture, out var block)
            || configuration.Count("num_hidden_layers") is not { } layers)
            return null;
        var paths = new List<string> { "model.embed_tokens" };
        if (!configuration.Flag("tie_word_embeddings"))
            paths.Add("lm_head");
        for (var layer = 0; layer < Math.Min(layers, 1024); layer++)
            paths.AddRange(block.Select(name => $"model.layers.{layer}.{name}"));
        return paths;
    }
}
