using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Settings of prefix tuning: keys and values before those of every sequence are trained in every layer (Li and Liang, 2021).</summary>
/// <param name="VirtualTokens">How many keys and values.</param>
public sealed record PrefixTuningOptions(int VirtualTokens) : IAdapterOptions
{
    /// <inheritdoc/>
    public string PeftType => "PREFIX_TUNING";

    /// <summary>The hidden width of a small network that the keys and values come from (<c>prefix_projection</c>), or null to train them as they are.</summary>
    /// <value>Default null.</value>
    public int? ProjectionHidden { get; init; }
}

/// <summary>Prefix tuning (Li and Liang, "Prefix-tuning: optimizing continuous prompts for generation", 2021).</summary>
internal static class PrefixTuningMethod
{
    public static AdapterMethod Method { get; } = AdapterMethod.Of<PrefixTuningOptions>(
        "PREFIX_TUNING", VirtualTokenKeys.And("encoder_hidden_size", "init_weights", "prefix_projection"), Read, Write, LayOut);

    private static PrefixTuningOptions Read(ConfigurationReader json) => new(VirtualTokenKeys.ReadCount(json))
    {
        ProjectionHidden = json.Flag("prefix_projection", false) ? json.Count("encoder_hidden_size") : null,
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Write(PrefixTuningOptions options, ICausalLanguageModel model)
    {
        var c = model.Configuration;
        var width = Width(c);
        yield return new("encoder_hidden_size", options.ProjectionHidden ?? width);
        yield return new("prefix_projection", options.ProjectionHidden is not null);
        foreach (var pair in VirtualTokenKeys.Write(options.VirtualTokens, width, c.KeyValueHeadCount, c.LayerCount))
            yield return pair;
    }

    private static AdapterLayout LayOut(ICausalLanguageModel model, PrefixTuningOptions options)
    {
        VirtualTokenKeys.Require(options.VirtualTokens, options.ProjectionHidden);
        var c = model.Configuration;
        var (width, all) = (Width(c), 2 * c.LayerCount * Width(c));
        var encoder = options.ProjectionHidden is { } hidden
            ? new PromptEncoder(options.VirtualTokens, width, [("transform.0", hidden), ("transform.2", all)], Activation.Tanh)
            : new PromptEncoder(options.VirtualTokens, all, [], default);
        return VirtualTokenKeys.LayOut(model, new VirtualTokenPart("Prefix tuning", encoder, c.LayerCount));
    }

    /// <summary>Width of the keys of a layer, all key-value heads side by side.</summary>
    private static int Width(ModelConfiguration c) => c.KeyValueHeadCount * c.HeadDimension;
}
