using Attune.Text.Fuzz.Targets;

namespace Attune.Models.Fuzz.Targets;

/// <summary>A <c>config.json</c>: read, and where the model is small laid out without weights.</summary>
public sealed class ConfigurationTarget : IFuzzTarget
{
    /// <summary>A model of more layers would take longer to lay out than to read.</summary>
    private const int MostLayers = 64;

    public string Name => "config";

    public IReadOnlyList<string> Words { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "0", "-1", "1", "2", "3", "16", "2147483647", "4294967296", "1e400", "1e-400", "0.5", "-0.5", "NaN", "\"architectures\":",
        "\"LlamaForCausalLM\"", "\"MistralForCausalLM\"", "\"Qwen2ForCausalLM\"", "\"Gemma2ForCausalLM\"", "\"GPT2LMHeadModel\"", "\"model_type\":", "\"llama\"", "\"qwen2\"", "\"gpt2\"", "\"hidden_size\":",
        "\"num_attention_heads\":", "\"num_key_value_heads\":", "\"head_dim\":", "\"num_hidden_layers\":", "\"vocab_size\":", "\"intermediate_size\":", "\"rope_theta\":", "\"rope_scaling\":",
        "\"rope_type\":", "\"llama3\"", "\"yarn\"", "\"linear\"", "\"dynamic\"", "\"longrope\"", "\"factor\":", "\"sliding_window\":", "\"layer_types\":", "\"quantization_config\":", "\"tie_word_embeddings\":",
    ];

    public bool Read(byte[] input)
    {
        try
        {
            var configuration = ModelConfigurationFile.Read(InputFile.Write(input, "config.json"));
            if (configuration.LayerCount <= MostLayers)
                _ = Model.LayOut(configuration).Parameters.Count;
            return true;
        }
        catch (AttuneException)
        {
            return false;
        }
    }
}
