using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

/// <summary>A tiny model of every family and of what config.json can ask of it, with random numbers in every parameter.</summary>
internal static class TinyDecoders
{
    private const string Sizes = """
        "vocab_size": 40, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 4,
        "max_position_embeddings": 64
        """;

    private const string Shared = Sizes + """, "num_key_value_heads": 2""";

    private static readonly Dictionary<string, string> Configurations = new(StringComparer.Ordinal)
    {
        ["llama"] = Of("LlamaForCausalLM", Shared),
        ["llama, biases, yarn"] = Of("LlamaForCausalLM", Shared + """
            , "attention_bias": true, "mlp_bias": true, "head_dim": 8,
            "rope_scaling": {"rope_type": "yarn", "factor": 4, "original_max_position_embeddings": 16}
            """),
        ["llama, linear"] = Of("LlamaForCausalLM", Shared + """, "rope_parameters": {"rope_type": "linear", "factor": 2, "rope_theta": 500}"""),
        ["llama, dynamic"] = Of("LlamaForCausalLM", Shared + """, "rope_scaling": {"type": "dynamic", "factor": 2}, "hidden_act": "gelu" """),
        ["mistral"] = Of("MistralForCausalLM", Shared + """, "sliding_window": 5"""),
        ["mistral, no window"] = Of("MistralForCausalLM", Shared + """, "sliding_window": null, "head_dim": 6"""),
        ["mixtral"] = Of("MixtralForCausalLM", Shared + """, "num_local_experts": 4, "num_experts_per_tok": 2, "sliding_window": 6"""),
        ["qwen2"] = Of("Qwen2ForCausalLM", Shared + """, "tie_word_embeddings": true"""),
        ["qwen2, windows above"] = Of("Qwen2ForCausalLM", Shared + """, "use_sliding_window": true, "sliding_window": 4, "max_window_layers": 1"""),
        ["qwen2_moe"] = Of("Qwen2MoeForCausalLM", Shared + """
            , "num_experts": 5, "num_experts_per_tok": 2, "moe_intermediate_size": 8, "shared_expert_intermediate_size": 12, "mlp_only_layers": [0]
            """),
        ["qwen2_moe, normalised, every other"] = Of("Qwen2MoeForCausalLM", Shared + """
            , "num_experts": 4, "num_experts_per_tok": 3, "moe_intermediate_size": 8, "shared_expert_intermediate_size": 12,
            "norm_topk_prob": true, "decoder_sparse_step": 2, "qkv_bias": false
            """),
        ["qwen3"] = Of("Qwen3ForCausalLM", Shared + """, "head_dim": 8"""),
        ["gemma"] = Of("GemmaForCausalLM", Shared + """, "head_dim": 8"""),
        ["gemma2"] = Of("Gemma2ForCausalLM", Shared + """
            , "head_dim": 8, "sliding_window": 4, "query_pre_attn_scalar": 12, "attn_logit_softcapping": 2.0, "final_logit_softcapping": 3.0
            """),
        ["gemma2, no caps, untied"] = Of("Gemma2ForCausalLM", Shared + """
            , "head_dim": 4, "sliding_window": 4, "query_pre_attn_scalar": 4, "attn_logit_softcapping": null, "final_logit_softcapping": null,
            "tie_word_embeddings": false, "attention_bias": true
            """),
        ["gemma3_text"] = Of("Gemma3ForCausalLM", Shared + """
            , "head_dim": 8, "sliding_window": 4, "sliding_window_pattern": 2, "rope_local_base_freq": 100, "rope_theta": 5000,
            "rope_scaling": {"rope_type": "linear", "factor": 8}, "query_pre_attn_scalar": 12, "final_logit_softcapping": 4
            """),
        ["phi"] = Of("PhiForCausalLM", Shared),
        ["phi, heads normalised, tied"] = Of("PhiForCausalLM", Shared + """, "qk_layernorm": true, "tie_word_embeddings": true, "head_dim": 4"""),
        ["phi3"] = Of("Phi3ForCausalLM", Shared),
        ["phi3, longrope, partial, window"] = Of("Phi3ForCausalLM", Sizes + """
            , "head_dim": 8, "sliding_window": 6, "partial_rotary_factor": 0.5, "original_max_position_embeddings": 8,
            "rope_scaling": {"type": "longrope", "short_factor": [1.0, 1.5], "long_factor": [2.0, 4.0]}
            """),
        ["gpt2"] = Gpt2("""{"n_inner": null}"""),
        ["gpt2, other scales"] = Gpt2("""{"n_inner": 20, "scale_attn_weights": false, "scale_attn_by_inverse_layer_idx": true, "activation_function": "relu"}"""),
        ["gpt2, heads of an odd width"] = Gpt2("""{"n_inner": null}""").Replace("\"n_embd\": 16", "\"n_embd\": 20", StringComparison.Ordinal),
        ["gpt_neox"] = Of("GPTNeoXForCausalLM", Sizes + """, "rotary_pct": 0.5"""),
        ["gpt_neox, one after the other"] = Of("GPTNeoXForCausalLM", Sizes + """, "rotary_pct": 1.0, "use_parallel_residual": false, "attention_bias": false, "tie_word_embeddings": true"""),
        ["olmo2"] = Of("Olmo2ForCausalLM", Shared),
        ["starcoder2"] = Of("Starcoder2ForCausalLM", Shared),
        ["starcoder2, no biases, window"] = Of("Starcoder2ForCausalLM", Shared + """, "use_bias": false, "sliding_window": 3, "tie_word_embeddings": false"""),
        ["granite"] = Of("GraniteForCausalLM", Shared + """
            , "embedding_multiplier": 3.0, "attention_multiplier": 0.3, "residual_multiplier": 0.7, "logits_scaling": 2.5
            """),
        ["smollm3"] = Of("SmolLM3ForCausalLM", Shared + """, "no_rope_layers": [1, 0]"""),
        ["smollm3, windows"] = Of("SmolLM3ForCausalLM", Shared + """, "no_rope_layer_interval": 2, "use_sliding_window": true, "sliding_window": 5, "attention_bias": true"""),
    };

    public static IEnumerable<string> Names => Configurations.Keys;

    public static ModelConfiguration Read(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), Configurations[name]);
        return ModelConfigurationFile.Read(folder.File("config.json"));
    }

    /// <summary>The model; norms and biases are random too, so that one that is left out shows.</summary>
    public static ICausalLanguageModel Create(string name, Backend backend)
    {
        var model = Model.Initialize(Read(name) with { InitializerRange = 0.3 }, backend, seed: 11);
        var random = new Random(5);
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Shape.Rank == 1))
        {
            float[] values = [.. parameter.Value.ToArray().Select(value => value + (float)((random.NextDouble() - 0.5) * 0.6))];
            parameter.Value = Tensor.From(backend, parameter.Shape, values);
        }

        return model;
    }

    private static string Of(string architecture, string keys) => $$"""{"architectures": ["{{architecture}}"], {{keys}} }""";

    private static string Gpt2(string keys) => $$"""
        {"architectures": ["GPT2LMHeadModel"], "vocab_size": 40, "n_embd": 16, "n_layer": 2, "n_head": 4, "n_positions": 64, {{keys[1..]}}
        """;
}
