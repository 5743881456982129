using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Reads and writes the part of config.json that all decoders share.</summary>
internal static class DecoderKeys
{
    public static ModelConfiguration Read(ConfigurationReader json, string architecture, DecoderNames names)
    {
        var sizes = names.Sizes;
        var vocabulary = json.Count("vocab_size", sizes.Vocabulary);
        var hidden = json.Count(names.HiddenSize, sizes.Hidden);
        var heads = json.Count(names.HeadCount, sizes.Heads);
        var longest = json.Count(names.MaxPositions, names.DefaultMaxPositions);
        var rotary = names.Rotary is null ? new() : RotaryKeys.Read(json, names.Rotary with { MaxPositions = names.DefaultMaxPositions });
        return new ModelConfiguration
        {
            Architecture = architecture,
            VocabularySize = vocabulary,
            HiddenSize = hidden,
            IntermediateSize = json.Count(
                names.IntermediateSize, names.DefaultIntermediateFactor is { } factor ? (int)Math.Min(int.MaxValue, (long)factor * hidden) : sizes.Intermediate),
            LayerCount = ConfigurationSizes.CheckLayers(json.Count(names.LayerCount, sizes.Layers), json.File),
            HeadCount = heads,
            KeyValueHeadCount = names.SharesKeys ? KeyValueHeads(json, heads, names) : heads,
            HeadDimension = names.HasHeadDimension
                ? json.Count("head_dim", (json.Has("head_dim") ? null : names.DefaultHeadDimension) ?? Math.Max(1, hidden / heads))
                : Math.Max(1, hidden / heads),
            MaxPositions = rotary.Scaling is DynamicScaling dynamic ? dynamic.LongestSequence : longest,
            NormEpsilon = json.Number(names.NormEpsilon, names.DefaultEpsilon),
            InitializerRange = json.Number("initializer_range", names.DefaultInitializerRange, positive: false),
            TieWordEmbeddings = json.Flag("tie_word_embeddings", names.DefaultTied),
            Mlp = new MlpOptions { Activation = ActivationNames.Read(json, names.Activation, names.DefaultActivation) },
            Rotary = rotary,
            BeginTokenId = DefaultTokens.Read(json, "bos_token_id", names.Tokens.Begin, vocabulary),
            EndTokenIds = DefaultTokens.ReadList(json, "eos_token_id", names.Tokens.End, vocabulary),
            PadTokenId = DefaultTokens.Read(json, "pad_token_id", names.Tokens.Padding, vocabulary),
            StorageType = ReadStorageType(json),
        };
    }

    public static JsonObject Write(ModelConfiguration c, string modelType, DecoderNames names)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(c.Architecture),
            ["model_type"] = modelType,
            ["vocab_size"] = c.VocabularySize,
            [names.HiddenSize] = c.HiddenSize,
            [names.IntermediateSize] = c.IntermediateSize,
            [names.LayerCount] = c.LayerCount,
            [names.HeadCount] = c.HeadCount,
            [names.MaxPositions] = c.Rotary.Scaling is DynamicScaling { OriginalMaxPositions: var original } ? original : c.MaxPositions,
            [names.NormEpsilon] = c.NormEpsilon,
            [names.Activation] = ActivationNames.Write(c.Mlp.Activation),
            ["initializer_range"] = c.InitializerRange,
            ["tie_word_embeddings"] = c.TieWordEmbeddings,
            ["use_cache"] = true,
            ["bos_token_id"] = c.BeginTokenId,
            ["pad_token_id"] = c.PadTokenId,
            ["eos_token_id"] = TokenIds(c.EndTokenIds),
            ["torch_dtype"] = c.StorageType switch
            {
                StorageType.Float16 => "float16",
                StorageType.BFloat16 => "bfloat16",
                _ => "float32",
            },
        };
        if (names.SharesKeys)
            json["num_key_value_heads"] = c.KeyValueHeadCount;
        if (names.HasHeadDimension)
            json["head_dim"] = c.HeadDimension;
        if (names.Rotary is { } rotary)
            RotaryKeys.Write(json, c.Rotary, rotary);
        return json;
    }

    /// <summary>Absent and null are different where a family has a number of its own.</summary>
    private static int KeyValueHeads(ConfigurationReader json, int heads, DecoderNames names) =>
        json.Count("num_key_value_heads", json.Has("num_key_value_heads") ? heads : names.DefaultKeyValueHeads ?? heads);

    private static StorageType ReadStorageType(ConfigurationReader json) => (json.Text("dtype") ?? json.Text("torch_dtype")) switch
    {
        "float16" => StorageType.Float16,
        "bfloat16" => StorageType.BFloat16,
        _ => StorageType.Float32,
    };

    private static JsonNode? TokenIds(IReadOnlyList<int> ids) => ids.Count switch
    {
        0 => null,
        1 => ids[0],
        _ => new JsonArray([.. ids.Select(id => (JsonNode)id)]),
    };
}
