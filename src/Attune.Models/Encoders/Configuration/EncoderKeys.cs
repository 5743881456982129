using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Reads and writes the part of config.json that BERT and its kin share.</summary>
internal static class EncoderKeys
{
    private const int MostLayers = 10_000;

    /// <summary>What published files say beside the computation: leftovers of first programs, which no model class reads.</summary>
    private static readonly string[] Harmless =
    [
        "directionality", "pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers", "pooler_size_per_head", "pooler_type",
        "output_past", "tie_weights_",
    ];

    /// <exception cref="AttuneException">ATT4103: a value is missing or wrong. ATT4105: a setting that is not supported.</exception>
    public static EncoderConfiguration Read(ConfigurationReader json, string architecture, EncoderKeyNames names)
    {
        RequireEncoder(json);
        foreach (var key in names.Harmless)
            json.Find(key);
        var sizes = names.Sizes;
        var hidden = json.Count(names.HiddenSize, sizes.Hidden);
        return new EncoderConfiguration
        {
            Architecture = architecture,
            VocabularySize = json.Count("vocab_size", sizes.Vocabulary),
            HiddenSize = hidden,
            IntermediateSize = json.Count(names.IntermediateSize, sizes.Intermediate),
            LayerCount = Layers(json, names.LayerCount, sizes.Layers),
            HeadCount = json.Count(names.HeadCount, sizes.Heads),
            MaxPositions = json.Count("max_position_embeddings", 512),
            EmbeddingSize = names.EmbeddingSize is { } embedding ? json.Count(embedding, 128) : hidden,
            TokenTypeCount = names.TokenTypes is { } types ? json.Count(types, names.DefaultTokenTypes, least: 0) : 0,
            NormEpsilon = names.NormEpsilon is { } epsilon ? json.Number(epsilon, names.DefaultEpsilon) : 1e-12,
            Activation = ActivationNames.Read(json, names.Activation, Activation.Gelu),
            InitializerRange = json.Number("initializer_range", 0.02, positive: false),
            Dropout = ReadDropout(json, names),
            Labels = LabelKeys.Read(json),
            PadTokenId = json.TokenId("pad_token_id") ?? names.DefaultPadding,
            StorageType = ReadStorageType(json),
        };
    }

    public static JsonObject Write(EncoderConfiguration c, string modelType, EncoderKeyNames names)
    {
        var json = WriteCommon(c, modelType);
        json[names.HiddenSize] = c.HiddenSize;
        json[names.IntermediateSize] = c.IntermediateSize;
        json[names.LayerCount] = c.LayerCount;
        json[names.HeadCount] = c.HeadCount;
        json[names.Activation] = ActivationNames.Write(c.Activation);
        json[names.HiddenDropout] = c.Dropout.Hidden;
        json[names.AttentionDropout] = c.Dropout.Attention;
        if (names.ClassifierDropout is { } dropout)
            json[dropout] = c.Dropout.Classifier;
        if (names.NormEpsilon is { } epsilon)
            json[epsilon] = c.NormEpsilon;
        if (names.TokenTypes is { } types)
            json[types] = c.TokenTypeCount;
        if (names.EmbeddingSize is { } embedding)
            json[embedding] = c.EmbeddingSize;
        return json;
    }

    /// <summary>What all encoders write alike.</summary>
    public static JsonObject WriteCommon(EncoderConfiguration c, string modelType)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(c.Architecture),
            ["model_type"] = modelType,
            ["vocab_size"] = c.VocabularySize,
            ["max_position_embeddings"] = c.MaxPositions,
            ["initializer_range"] = c.InitializerRange,
            ["pad_token_id"] = c.PadTokenId,
            ["tie_word_embeddings"] = true,
            ["torch_dtype"] = c.StorageType switch
            {
                StorageType.Float16 => "float16",
                StorageType.BFloat16 => "bfloat16",
                _ => "float32",
            },
        };
        LabelKeys.Write(json, c.Labels);
        return json;
    }

    /// <summary>Refuses what would make another model of it than an encoder with absolute positions and a tied decoder.</summary>
    public static void RequireEncoder(ConfigurationReader json)
    {
        foreach (var key in Harmless)
            json.Find(key);
        foreach (var key in new[] { "is_decoder", "add_cross_attention", "is_encoder_decoder" })
        {
            if (json.Flag(key, false))
                throw Unsupported(json, $"'{key}' is true");
        }

        if (json.Text("position_embedding_type") is { } kind && kind != "absolute")
            throw Unsupported(json, $"'position_embedding_type' is \"{kind}\"");
        if (!json.Flag("tie_word_embeddings", true))
            throw Unsupported(json, "'tie_word_embeddings' is false");
    }

    public static StorageType ReadStorageType(ConfigurationReader json) => (json.Text("dtype") ?? json.Text("torch_dtype")) switch
    {
        "float16" => StorageType.Float16,
        "bfloat16" => StorageType.BFloat16,
        _ => StorageType.Float32,
    };

    /// <summary>A number of layers that some model might have: lists are made of it before weights can contradict.</summary>
    public static int Layers(ConfigurationReader json, string key, int otherwise)
    {
        var count = json.Count(key, otherwise);
        return count <= MostLayers ? count : throw json.Wrong(key, json.Find(key)!.Value, $"a number of layers up to {MostLayers}");
    }

    /// <summary>A share from 0 to below 1.</summary>
    public static double Share(ConfigurationReader json, string key, double otherwise)
    {
        var share = json.Number(key, otherwise, positive: false);
        return share < 1 ? share : throw json.Wrong(key, json.Find(key)!.Value, "a share below 1");
    }

    public static AttuneException Unsupported(ConfigurationReader json, string fact) => new(
        "ATT4105", $"{fact}, which changes what an encoder computes and is not supported.", "Choose another base model.", json.File);

    private static EncoderDropout ReadDropout(ConfigurationReader json, EncoderKeyNames names)
    {
        var hidden = Share(json, names.HiddenDropout, 0.1);
        return new EncoderDropout
        {
            Hidden = hidden,
            Attention = Share(json, names.AttentionDropout, 0.1),
            Classifier = names.ClassifierDropout is { } key ? Share(json, key, names.DefaultClassifierDropout ?? hidden) : hidden,
        };
    }
}
