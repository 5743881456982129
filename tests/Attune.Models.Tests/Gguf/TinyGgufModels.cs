using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Gguf;

/// <summary>
/// A small model of every family that has a GGUF form, with random numbers in every parameter and the tokenizer of attune/tiny: wide
/// enough for blocks of 256 numbers, and as llama.cpp knows the family. Mixtures take all experts for each token: of fewer, rounding may
/// choose others, and logits jump.
/// </summary>
internal static class TinyGgufModels
{
    private const string Sizes = """
        "vocab_size": 4096, "hidden_size": 256, "intermediate_size": 512, "num_hidden_layers": 4, "num_attention_heads": 4,
        "max_position_embeddings": 512, "eos_token_id": 2
        """;

    private const string Shared = Sizes + """, "num_key_value_heads": 2""";

    private static readonly Dictionary<string, string> Configurations = new(StringComparer.Ordinal)
    {
        ["llama"] = Of("LlamaForCausalLM", Shared),
        ["llama, biases, tied, stretched"] = Of("LlamaForCausalLM", Shared + """
            , "attention_bias": true, "mlp_bias": true, "tie_word_embeddings": true,
            "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 64}
            """),
        ["mistral"] = Of("MistralForCausalLM", Shared + """, "sliding_window": null, "head_dim": 32"""),
        ["mixtral"] = Of("MixtralForCausalLM", Shared + """, "num_local_experts": 4, "num_experts_per_tok": 4"""),
        ["qwen2"] = Of("Qwen2ForCausalLM", Shared + """, "tie_word_embeddings": true"""),
        ["qwen2_moe"] = Of("Qwen2MoeForCausalLM", Shared + """
            , "num_experts": 5, "num_experts_per_tok": 5, "moe_intermediate_size": 256, "shared_expert_intermediate_size": 512
            """),
        ["qwen3"] = Of("Qwen3ForCausalLM", Shared + """, "head_dim": 64"""),
        ["gemma"] = Of("GemmaForCausalLM", Shared + """, "head_dim": 64"""),
        ["gemma2"] = Of("Gemma2ForCausalLM", Shared + """, "head_dim": 64, "sliding_window": 8, "query_pre_attn_scalar": 64"""),
        ["gemma3_text"] = Of("Gemma3ForCausalLM", Shared.Replace("\"num_hidden_layers\": 4", "\"num_hidden_layers\": 6", StringComparison.Ordinal) + """
            , "head_dim": 64, "sliding_window": 8, "sliding_window_pattern": 6, "query_pre_attn_scalar": 64
            """),
        ["phi"] = Of("PhiForCausalLM", Sizes),
        ["phi3"] = Of("Phi3ForCausalLM", Shared),
        ["gpt2"] = """
            {"architectures": ["GPT2LMHeadModel"], "vocab_size": 4096, "n_embd": 256, "n_layer": 3, "n_head": 4, "n_positions": 512, "eos_token_id": 2}
            """,
        ["gpt_neox"] = Of("GPTNeoXForCausalLM", Sizes),
        ["gpt_neox, one after the other"] = Of("GPTNeoXForCausalLM", Sizes + """, "use_parallel_residual": false, "rotary_pct": 1.0"""),
        ["olmo2"] = Of("Olmo2ForCausalLM", Shared),
        ["starcoder2"] = Of("Starcoder2ForCausalLM", Shared),
        ["granite"] = Of("GraniteForCausalLM", Shared + """
            , "embedding_multiplier": 3.0, "attention_multiplier": 0.2, "residual_multiplier": 0.7, "logits_scaling": 2.0
            """),
        ["smollm3"] = Of("SmolLM3ForCausalLM", Shared),
    };

    private static readonly string Base = Path.Combine(SharedData.RepositoryRoot, "src", "Attune", "Bases", "attune-tiny");

    public static IEnumerable<string> Names => Configurations.Keys;

    /// <summary>Writes one as a Hugging Face folder.</summary>
    public static void Write(string name, TemporaryFolder folder)
    {
        File.WriteAllText(folder.File("config.json"), Configurations[name]);
        using var backend = new CpuBackend(2);
        var configuration = ModelConfigurationFile.Read(folder.File("config.json")) with { InitializerRange = 0.08 };
        var model = Model.Initialize(configuration, backend, seed: 31);
        var random = new Random(17);
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Shape.Rank == 1))
        {
            float[] values = [.. parameter.Value.ToArray().Select(value => value + (float)((random.NextDouble() - 0.5) * 0.4))];
            parameter.Value = Tensor.From(backend, parameter.Shape, values);
        }

        Model.Save(model, folder.Path);
        foreach (var file in (string[])["tokenizer.json", "tokenizer_config.json"])
            File.Copy(Path.Combine(Base, file), folder.File(file));
    }

    private static string Of(string architecture, string keys) => $$"""{"architectures": ["{{architecture}}"], {{keys}} }""";
}
