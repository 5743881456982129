using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Bottleneck adapters (Houlsby and others, "Parameter-efficient transfer learning for NLP", 2019; Pfeiffer and others,
/// "AdapterFusion", 2021). Each stands after the output projection of a part, before the residual sum.
/// </summary>
internal static class BottleneckMethod
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "mh_adapter", "non_linearity", "output_adapter", "reduction_factor", "scaling",
    };

    /// <summary>Functions by the names of the library <c>adapters</c>.</summary>
    private static readonly Dictionary<string, Activation> Functions = new(StringComparer.Ordinal)
    {
        ["relu"] = Activation.Relu,
        ["swish"] = Activation.Silu,
        ["silu"] = Activation.Silu,
        ["gelu"] = Activation.Gelu,
        ["gelu_new"] = Activation.GeluTanh,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
    };

    public static AdapterMethod Method { get; } = AdapterMethod.Of<BottleneckOptions>("BOTTLENECK", Keys, Read, Write, LayOut);

    private static BottleneckOptions Read(ConfigurationReader json)
    {
        var function = json.Text("non_linearity") ?? "relu";
        if (!Functions.TryGetValue(function, out var activation))
            throw AdapterConfigurationFile.Unsupported(json, "non_linearity", $"It may be {string.Join(", ", Functions.Keys)}.");
        return new BottleneckOptions(json.Flag("mh_adapter", false), json.Flag("output_adapter", true))
        {
            ReductionFactor = json.Count("reduction_factor", 16),
            Activation = activation,
            Scaling = json.Number("scaling", 1),
        };
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Write(BottleneckOptions options, ICausalLanguageModel model)
    {
        yield return new("mh_adapter", options.AfterAttention);
        yield return new("non_linearity", Functions.First(pair => pair.Value == options.Activation).Key);
        yield return new("output_adapter", options.AfterFeedForward);
        yield return new("reduction_factor", options.ReductionFactor);
        yield return new("scaling", options.Scaling);
    }

    private static AdapterLayout LayOut(ICausalLanguageModel model, BottleneckOptions options)
    {
        var hidden = model.Configuration.HiddenSize;
        if (options.ReductionFactor <= 0 || options.ReductionFactor > hidden)
            throw ModuleTargets.Wrong($"the reduction factor is {options.ReductionFactor}, which is not from 1 to the model's width of {hidden}");
        if (!options.AfterAttention && !options.AfterFeedForward)
            throw ModuleTargets.Wrong("there is to be no bottleneck, neither after attention nor after the feed-forward part");
        LinearLayer[] layers =
        [
            .. model.LinearLayers.Where(layer => options.AfterAttention && layer.Role == LinearRole.AttentionOutput),
            .. model.LinearLayers.Where(layer => options.AfterFeedForward && layer.Role == LinearRole.MlpOutput),
        ];
        if (layers.Length == 0)
            throw new AttuneException("ATT4152", "No output projection of a block's part was found for a bottleneck.", "Use another method for this architecture.");
        return new AdapterLayout(
            [.. layers.Select(layer => new BottleneckUpdate(layer, hidden / options.ReductionFactor, options.Activation, options.Scaling))]);
    }
}
