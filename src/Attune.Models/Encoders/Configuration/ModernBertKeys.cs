using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Reads and writes ModernBERT's config.json, in the spelling of transformers 5 (<c>layer_types</c>, <c>rope_parameters</c> by
/// kind of layer) and of transformers 4 (<c>global_attn_every_n_layers</c>, <c>global_rope_theta</c>, <c>local_rope_theta</c>);
/// the older one is written where it can say the same.
/// </summary>
internal static class ModernBertKeys
{
    private static readonly DefaultSizes Sizes = new(50368, 768, 1152, 22, 12);

    private const string Full = "full_attention", Sliding = "sliding_attention";

    /// <summary>What says nothing of the computation: how it was run and initialised, a bound that older files repeat.</summary>
    private static readonly string[] Harmless =
    [
        "layer_norm_eps", "cls_token_id", "sep_token_id", "deterministic_flash_attn", "reference_compile", "repad_logits_with_grad",
        "sparse_prediction", "sparse_pred_ignore_index", "initializer_cutoff_factor", "global_attn_every_n_layers",
    ];

    /// <exception cref="AttuneException">ATT4103: a value is missing or wrong. ATT4105: a setting that is not supported.</exception>
    public static EncoderConfiguration Read(ConfigurationReader json, string architecture)
    {
        EncoderKeys.RequireEncoder(json);
        foreach (var key in Harmless)
            json.Find(key);
        foreach (var key in new[] { "embedding_dropout", "mlp_dropout" })
        {
            if (EncoderKeys.Share(json, key, 0) != 0)
                throw EncoderKeys.Unsupported(json, $"'{key}' is {json.Find(key)}");
        }

        var (hidden, layers) = (json.Count("hidden_size", Sizes.Hidden), EncoderKeys.Layers(json, "num_hidden_layers", Sizes.Layers));
        return new EncoderConfiguration
        {
            Architecture = architecture,
            VocabularySize = json.Count("vocab_size", Sizes.Vocabulary),
            HiddenSize = hidden,
            EmbeddingSize = hidden,
            IntermediateSize = json.Count("intermediate_size", Sizes.Intermediate),
            LayerCount = layers,
            HeadCount = json.Count("num_attention_heads", Sizes.Heads),
            MaxPositions = json.Count("max_position_embeddings", 8192),
            NormEpsilon = json.Number("norm_eps", 1e-5),
            Activation = ActivationNames.Read(json, "hidden_activation", Activation.Gelu),
            InitializerRange = json.Number("initializer_range", 0.02, positive: false),
            Dropout = new EncoderDropout
            {
                Attention = EncoderKeys.Share(json, "attention_dropout", 0),
                Classifier = EncoderKeys.Share(json, "classifier_dropout", 0),
            },
            Labels = LabelKeys.Read(json),
            PadTokenId = DefaultTokens.Read(json, "pad_token_id", 50283, json.Count("vocab_size", Sizes.Vocabulary)),
            StorageType = EncoderKeys.ReadStorageType(json),
            ModernBert = ReadOptions(json, layers),
        };
    }

    public static JsonObject Write(EncoderConfiguration c)
    {
        var options = c.ModernBert!;
        var json = EncoderKeys.WriteCommon(c, "modernbert");
        json["hidden_size"] = c.HiddenSize;
        json["intermediate_size"] = c.IntermediateSize;
        json["num_hidden_layers"] = c.LayerCount;
        json["num_attention_heads"] = c.HeadCount;
        json["norm_eps"] = c.NormEpsilon;
        json["hidden_activation"] = ActivationNames.Write(c.Activation);
        json["attention_dropout"] = c.Dropout.Attention;
        json["classifier_dropout"] = c.Dropout.Classifier;
        json["norm_bias"] = options.Biases.Norms;
        json["attention_bias"] = options.Biases.Attention;
        json["mlp_bias"] = options.Biases.Mlp;
        json["classifier_bias"] = options.Biases.Head;
        json["decoder_bias"] = options.Biases.Decoder;
        json["classifier_pooling"] = options.ClassifierPooling == Pooling.Mean ? "mean" : "cls";
        json["classifier_activation"] = ActivationNames.Write(options.ClassifierActivation);
        json["local_attention"] = 2 * options.WindowReach;
        json["layer_types"] = new JsonArray([.. options.SeesAll.Select(all => (JsonNode)(all ? Full : Sliding))]);
        json["global_rope_theta"] = options.GlobalRotary.Theta;
        json["local_rope_theta"] = options.LocalRotary.Theta;
        if (Period(options.SeesAll) is { } period)
            json["global_attn_every_n_layers"] = period;
        return json;
    }

    private static ModernBertOptions ReadOptions(ConfigurationReader json, int layers)
    {
        var theta = json.Number("global_rope_theta", 160_000);
        // An older file with null here has the global base in all layers.
        var nearby = json.Number("local_rope_theta", json.Has("local_rope_theta") ? theta : 10_000);
        var rotary = json.Section("rope_parameters");
        return new ModernBertOptions
        {
            SeesAll = ReadLayers(json, layers),
            WindowReach = json.Count("local_attention", 128) / 2,
            GlobalRotary = ReadRotary(json, rotary?.Section(Full), theta),
            LocalRotary = ReadRotary(json, rotary?.Section(Sliding), nearby),
            Biases = new ModernBertBiases
            {
                Norms = json.Flag("norm_bias", false),
                Attention = json.Flag("attention_bias", false),
                Mlp = json.Flag("mlp_bias", false),
                Head = json.Flag("classifier_bias", false),
                Decoder = json.Flag("decoder_bias", true),
            },
            ClassifierPooling = json.Text("classifier_pooling") switch
            {
                null or "cls" => Pooling.FirstToken,
                "mean" => Pooling.Mean,
                _ => throw json.Wrong("classifier_pooling", json.Find("classifier_pooling")!.Value, "cls or mean"),
            },
            ClassifierActivation = ActivationNames.Read(json, "classifier_activation", Activation.Gelu),
        };
    }

    private static bool[] ReadLayers(ConfigurationReader json, int layers)
    {
        var types = json.Texts("layer_types");
        if (types.Count == 0)
        {
            var period = json.Count("global_attn_every_n_layers", 3);
            return [.. Enumerable.Range(0, layers).Select(layer => layer % period == 0)];
        }

        return types.Count == layers && types.All(type => type is Full or Sliding)
            ? [.. types.Select(type => type == Full)]
            : throw json.Wrong("layer_types", json.Find("layer_types")!.Value, $"{Full} or {Sliding} for each of {layers} layers");
    }

    private static RotaryOptions ReadRotary(ConfigurationReader json, ConfigurationReader? section, double theta)
    {
        var options = RotaryKeys.Read(json, section, RotaryNames.Common, theta, share: 1);
        return options.Scaling is null
            ? options
            : throw EncoderKeys.Unsupported(json, "'rope_type' of ModernBERT is not default");
    }

    /// <summary>n where every n-th layer from the first on sees all and no other; null where layers follow another rule.</summary>
    private static int? Period(IReadOnlyList<bool> seesAll)
    {
        var period = 1;
        while (period < seesAll.Count && !seesAll[period])
            period++;
        return seesAll.Select((all, layer) => all == (layer % period == 0)).All(holds => holds) ? period : null;
    }
}
