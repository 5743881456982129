using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>The keys of <c>adapter_config.json</c> that methods with virtual tokens share.</summary>
internal static class VirtualTokenKeys
{
    /// <summary>The shared keys and the method's own.</summary>
    public static IReadOnlySet<string> And(params string[] own) => new HashSet<string>(
        [.. own, "num_attention_heads", "num_layers", "num_transformer_submodules", "num_virtual_tokens", "token_dim"], StringComparer.Ordinal);

    public static int ReadCount(ConfigurationReader json)
    {
        if (json.Count("num_transformer_submodules", 1) != 1)
            throw AdapterConfigurationFile.Unsupported(json, "num_transformer_submodules", "It is 1 for decoders.");
        return json.Count("num_virtual_tokens");
    }

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Write(int tokens, int width, int heads, int layers)
    {
        yield return new("modules_to_save", null);
        yield return new("num_attention_heads", heads);
        yield return new("num_layers", layers);
        yield return new("num_transformer_submodules", 1);
        yield return new("num_virtual_tokens", tokens);
        yield return new("token_dim", width);
    }

    /// <exception cref="AttuneException">ATT4153.</exception>
    public static void Require(int tokens, int? hidden = null)
    {
        if (tokens <= 0)
            throw ModuleTargets.Wrong("the number of virtual tokens must be above 0");
        if (hidden <= 0)
            throw ModuleTargets.Wrong("the width of the encoder must be above 0");
    }

    /// <summary>The layout of virtual tokens before every sequence.</summary>
    public static AdapterLayout LayOut(ICausalLanguageModel model, VirtualTokenPart part) =>
        new([part]) { Model = new VirtualTokenModel(model, [part], static _ => 0) };
}
