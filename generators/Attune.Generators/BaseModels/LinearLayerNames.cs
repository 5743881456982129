namespace Attune.Generators.BaseModels;

/// <summary>The paths of the layers that LoRA can change, by the architecture that config.json names.</summary>
internal static class LinearLayerNames
{
    public const string All = "all-linear";

    private static readonly string[] SeparateAttention = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj"];

    private static readonly Family Llama = new("model.embed_tokens", "model.layers", "lm_head", "num_hidden_layers", TiedByDefault: false)
    {
        Block = [.. SeparateAttention, "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"],
    };

    private static readonly Family LlamaTied = Llama with { TiedByDefault = true };

    private static readonly Dictionary<string, Family> Families = new(StringComparer.Ordinal)
    {
        ["LlamaForCausalLM"] = Llama,
        ["MistralForCausalLM"] = Llama,
        ["Qwen2ForCausalLM"] = Llama,
        ["Qwen3ForCausalLM"] = Llama,
        ["GraniteForCausalLM"] = Llama,
        ["Olmo2ForCausalLM"] = Llama,
        ["SmolLM3ForCausalLM"] = LlamaTied,
        ["GemmaForCausalLM"] = LlamaTied,
        ["Gemma2ForCausalLM"] = LlamaTied,
        ["Gemma3ForCausalLM"] = LlamaTied,
        ["Starcoder2ForCausalLM"] = LlamaTied with { Block = [.. SeparateAttention, "mlp.c_fc", "mlp.c_proj"] },
        ["PhiForCausalLM"] = Llama with
        {
            Block = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.dense", "mlp.fc1", "mlp.fc2"],
        },
        ["Phi3ForCausalLM"] = Llama with { Block = ["self_attn.qkv_proj", "self_attn.o_proj", "mlp.gate_up_proj", "mlp.down_proj"] },
        ["GPT2LMHeadModel"] = new("transformer.wte", "transformer.h", "lm_head", "n_layer", TiedByDefault: true)
        {
            Block = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"],
        },
        ["GPTNeoXForCausalLM"] = new("gpt_neox.embed_in", "gpt_neox.layers", "embed_out", "num_hidden_layers", TiedByDefault: false)
        {
            Block = ["attention.query_key_value", "attention.dense", "mlp.dense_h_to_4h", "mlp.dense_4h_to_h"],
        },
    };

    /// <summary>All paths, or null where the architecture is not known, or has experts, whose paths depend on more.</summary>
    public static List<string>? Of(object? configuration)
    {
        if (configuration.First("architectures") is not string architecture
            || !Families.TryGetValue(architecture, out var family)
            || configuration.Count(family.LayerCount) is not { } layers)
            return null;
        var paths = new List<string> { family.Embedding };
        if (!IsTied(configuration, family))
            paths.Add(family.Head);
        for (var layer = 0; layer < Math.Min(layers, 1024); layer++)
            paths.AddRange(family.Block.Select(name => $"{family.Layers}.{layer}.{name}"));
        return paths;
    }

    private static bool IsTied(object? configuration, Family family) =>
        configuration.Flag("tie_word_embeddings") || (family.TiedByDefault && configuration.Field("tie_word_embeddings") is null);

    /// <summary>How one family names its modules.</summary>
    private sealed record Family(string Embedding, string Layers, string Head, string LayerCount, bool TiedByDefault)
    {
        public string[] Block { get; init; } = [];
    }
}
