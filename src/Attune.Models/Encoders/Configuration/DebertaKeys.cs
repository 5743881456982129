using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Reads and writes config.json of DeBERTa 2 and 3.</summary>
internal static class DebertaKeys
{
    private static readonly EncoderKeyNames Names = new() { Sizes = new(128100, 1536, 6144, 24, 24), ClassifierDropout = "cls_dropout", DefaultEpsilon = 1e-7, DefaultTokenTypes = 0 };

    /// <exception cref="AttuneException">ATT4103: a value is missing or wrong. ATT4105: a setting that is not supported.</exception>
    public static EncoderConfiguration Read(ConfigurationReader json, string architecture)
    {
        var c = EncoderKeys.Read(json, architecture, Names);
        Require(json, json.Flag("relative_attention", false), "'relative_attention' is not true");
        Require(json, json.Flag("share_att_key", false), "'share_att_key' is not true");
        Require(json, json.Flag("legacy", true), "'legacy' is false");
        Require(json, json.Count("pooler_hidden_size", c.HiddenSize) == c.HiddenSize, "'pooler_hidden_size' is not 'hidden_size'");
        Require(json, json.Count("embedding_size", c.HiddenSize) == c.HiddenSize, "'embedding_size' is not 'hidden_size'");
        Require(json, json.Count("conv_kernel_size", 0, least: 0) == 0, "'conv_kernel_size' is not 0");
        Require(json, EncoderKeys.Share(json, "pooler_dropout", 0) == 0, "'pooler_dropout' is not 0");
        var terms = Words(json, "pos_att_type");
        var norms = Words(json, "norm_rel_ebd");
        Require(json, terms.All(term => term is "c2p" or "p2c"), "'pos_att_type' has other terms than c2p and p2c");
        Require(json, norms.All(norm => norm is "layer_norm" or "none"), "'norm_rel_ebd' is neither layer_norm nor none");
        return c with
        {
            Deberta = new DebertaOptions
            {
                Buckets = Positive(json, "position_buckets") ?? 0,
                MaxDistance = Positive(json, "max_relative_positions") ?? c.MaxPositions,
                HasKeys = terms.Contains("c2p"),
                HasQueries = terms.Contains("p2c"),
                NormsDistances = norms.Contains("layer_norm"),
                HasPositions = json.Flag("position_biased_input", true),
                PoolerActivation = ActivationNames.Read(json, "pooler_hidden_act", Activation.Gelu),
            },
        };
    }

    public static JsonObject Write(EncoderConfiguration c)
    {
        var options = c.Deberta!;
        var json = EncoderKeys.Write(c, "deberta-v2", Names);
        json["relative_attention"] = true;
        json["share_att_key"] = true;
        json["position_buckets"] = options.Buckets > 0 ? options.Buckets : -1;
        json["max_relative_positions"] = options.MaxDistance == c.MaxPositions ? -1 : options.MaxDistance;
        json["pos_att_type"] = string.Join('|', new[] { options.HasQueries ? "p2c" : "", options.HasKeys ? "c2p" : "" }.Where(term => term.Length > 0));
        json["norm_rel_ebd"] = options.NormsDistances ? "layer_norm" : "none";
        json["position_biased_input"] = options.HasPositions;
        json["pooler_hidden_act"] = ActivationNames.Write(options.PoolerActivation);
        json["pooler_hidden_size"] = c.HiddenSize;
        json["pooler_dropout"] = 0;
        return json;
    }

    /// <summary>A list of words, or one text with bars between them.</summary>
    private static IReadOnlyList<string> Words(ConfigurationReader json, string key) => json.Find(key) switch
    {
        { ValueKind: JsonValueKind.String } text =>
            text.GetString()!.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => json.Texts(key),
    };

    /// <summary>A number above 0; null where it is absent or below 1, as -1 is written for none.</summary>
    private static int? Positive(ConfigurationReader json, string key) =>
        json.Find(key) is null ? null : json.Count(key, 0, least: -1) is var count and > 0 ? count : null;

    private static void Require(ConfigurationReader json, bool holds, string fact)
    {
        if (!holds)
            throw EncoderKeys.Unsupported(json, fact);
    }
}
