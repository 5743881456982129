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

    /// <summary>What is said of an architecture that is not here: the nearest by name, and all.</summary>
    public static AttuneException Unsupported(string name, string? file) => new(
        "ATT4104", $"Architecture '{name}' is not supported.",
        $"The nearest is {Names.MinBy(known => Distance(name, known))}. Supported: {string.Join(", ", Names)}.", file);

    /// <summary>The edit distance of Levenshtein; of long names the first 200 characters count.</summary>
    private static int Distance(string a, string b)
    {
        a = a.Length > 200 ? a[..200] : a;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < b.Length; j++)
            {
                var substituted = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, 1 + Math.Min(row[j], diagonal));
            }
        }

        return row[b.Length];
    }
}
