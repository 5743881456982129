namespace Attune.Models;

/// <summary>The supported architectures, by the name config.json gives them. A new one is a file of its own and a line here.</summary>
internal static class Architectures
{
    private static readonly Dictionary<string, Architecture> ByName = new(StringComparer.Ordinal)
    {
        ["Gemma2ForCausalLM"] = Gemma2.Architecture,
        ["Gemma3ForCausalLM"] = Gemma3.Architecture,
        ["GemmaForCausalLM"] = Gemma.Architecture,
        ["GPT2LMHeadModel"] = Gpt2.Architecture,
        ["GPTNeoXForCausalLM"] = GptNeoX.Architecture,
        ["GraniteForCausalLM"] = Granite.Architecture,
        ["LlamaForCausalLM"] = Llama.Architecture,
        ["MistralForCausalLM"] = Mistral.Architecture,
        ["MixtralForCausalLM"] = Mixtral.Architecture,
        ["Olmo2ForCausalLM"] = Olmo2.Architecture,
        ["Phi3ForCausalLM"] = Phi3.Architecture,
        ["PhiForCausalLM"] = Phi.Architecture,
        ["Qwen2ForCausalLM"] = Qwen2.Architecture,
        ["Qwen2MoeForCausalLM"] = Qwen2Moe.Architecture,
        ["Qwen3ForCausalLM"] = Qwen3.Architecture,
        ["SmolLM3ForCausalLM"] = SmolLm3.Architecture,
        ["Starcoder2ForCausalLM"] = StarCoder2.Architecture,
    };

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    public static Architecture? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The architecture of a <c>model_type</c>, or null.</summary>
    public static string? NameOf(string modelType) => ByName.FirstOrDefault(pair => pair.Value.ModelType == modelType).Key;

    /// <exception cref="AttuneException">ATT4104.</exception>
    public static Architecture Get(string name) => Find(name) ?? throw Unsupported(name, file: null);

    /// <summary>What is said of an architecture that is not here: the nearest, and all.</summary>
    public static AttuneException Unsupported(string name, string? file) => EncoderFamilies.Has(name)
        ? new("ATT4104", $"'{name}' is an encoder, and this is for models that write text.", $"Choose one of these: {string.Join(", ", Names)}.", file)
        : new(
            "ATT4104", $"Architecture '{name}' is not supported.",
            $"The nearest is {NearestArchitecture.Of(name)}. Supported: {string.Join(", ", Names)}.", file);
}
