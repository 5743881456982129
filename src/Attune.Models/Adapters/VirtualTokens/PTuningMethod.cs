using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Settings of P-tuning: rows before the token embeddings come from a small trained network (Liu and others, 2021).</summary>
/// <param name="VirtualTokens">How many rows.</param>
/// <param name="EncoderHidden">Width of the network's hidden layers.</param>
public sealed record PTuningOptions(int VirtualTokens, int EncoderHidden) : IAdapterOptions
{
    /// <inheritdoc/>
    public string PeftType => "P_TUNING";
}

/// <summary>P-tuning (Liu and others, "GPT understands, too", 2021) with PEFT's encoder of three linear layers and ReLU.</summary>
internal static class PTuningMethod
{
    public static AdapterMethod Method { get; } = AdapterMethod.Of<PTuningOptions>(
        "P_TUNING",
        VirtualTokenKeys.And("encoder_dropout", "encoder_hidden_size", "encoder_num_layers", "encoder_reparameterization_type"), // with MLP, PEFT looks at neither dropout nor layers
        Read, Write, LayOut);

    private static PTuningOptions Read(ConfigurationReader json)
    {
        if (json.Text("encoder_reparameterization_type") is not (null or "MLP"))
            throw AdapterConfigurationFile.Unsupported(json, "encoder_reparameterization_type", "MLP is supported.");
        return new PTuningOptions(VirtualTokenKeys.ReadCount(json), json.Count("encoder_hidden_size", json.Count("token_dim", 1)));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Write(PTuningOptions options, ICausalLanguageModel model)
    {
        var c = model.Configuration;
        yield return new("encoder_dropout", 0);
        yield return new("encoder_hidden_size", options.EncoderHidden);
        yield return new("encoder_num_layers", 2);
        yield return new("encoder_reparameterization_type", "MLP");
        foreach (var pair in VirtualTokenKeys.Write(options.VirtualTokens, c.HiddenSize, c.HeadCount, c.LayerCount))
            yield return pair;
    }

    private static AdapterLayout LayOut(ICausalLanguageModel model, PTuningOptions options)
    {
        VirtualTokenKeys.Require(options.VirtualTokens, options.EncoderHidden);
        var width = model.Configuration.HiddenSize;
        var encoder = new PromptEncoder(
            options.VirtualTokens, width, [("mlp_head.0", options.EncoderHidden), ("mlp_head.2", options.EncoderHidden), ("mlp_head.4", width)], Activation.Relu);
        return VirtualTokenKeys.LayOut(model, new VirtualTokenPart("P-tuning", encoder, layers: null));
    }
}
