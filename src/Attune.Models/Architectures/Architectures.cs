using Attune.Tensors;

namespace Attune.Models;

/// <summary>The supported architectures, by the name config.json gives them. A new one is a file of its own and a line here.</summary>
internal static class Architectures
{
    private static readonly Dictionary<string, Architecture> ByName = new(StringComparer.Ordinal)
    {
        ["LlamaForCausalLM"] = Llama.Architecture,
    };

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    public static Architecture? Find(string name) => ByName.GetValueOrDefault(name);

    /// <exception cref="AttuneException">ATT4104.</exception>
    public static Architecture Get(string name) => Find(name) ?? throw new AttuneException(
        "ATT4104", $"Architecture '{name}' is not supported.", $"Supported: {string.Join(", ", Names)}.");
}

/// <summary>How one family is built.</summary>
/// <param name="ModelType">The family's <c>model_type</c>.</param>
/// <param name="Build">Lays the model out; the backend is null where only shapes are wanted.</param>
/// <param name="IsIgnored">Names its weight files may hold without need.</param>
internal sealed record Architecture(
    string ModelType,
    Func<ModelConfiguration, WeightSource, Backend?, ICausalLanguageModel> Build,
    Func<ModelConfiguration, string, bool> IsIgnored);
