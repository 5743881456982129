using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>MPNet (Song and others, 2020): RoBERTa's positions and heads, names of its own, and a bias by distance in all layers.</summary>
internal static class Mpnet
{
    private const string BucketsKey = "relative_attention_num_buckets";

    private static readonly EncoderKeyNames Keys = new()
    {
        Sizes = new(30527, 768, 3072, 12, 12),
        ClassifierDropout = null,
        TokenTypes = null,
        DefaultPadding = 1,
        Harmless = ["classifier_dropout"],
    };

    private static readonly EncoderLayerNames Names = EncoderLayerNames.Bert with
    {
        Query = "attention.attn.q",
        Key = "attention.attn.k",
        Value = "attention.attn.v",
        AttentionOutput = "attention.attn.o",
        AttentionNorm = "attention.LayerNorm",
    };

    public static EncoderFamily Family { get; } = new()
    {
        ModelType = "mpnet",
        ClassPrefix = "MPNet",
        Prefix = "mpnet",
        HasPooler = true,
        Read = Read,
        Write = Write,
        Build = Build,
        SequenceHead = (c, source, _) => Roberta.Sequence(c, source, Activation.Tanh),
        TokenHead = TokenClassificationHead.Plain,
        MaskedHead = Roberta.Masked,
        Surplus =
        [
            "embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias", "lm_head.decoder.weight", "lm_head.decoder.bias",
        ],
    };

    private static PostNormBody Build(EncoderConfiguration c, WeightSource source)
    {
        var distances = new RelativeDistances(source.At("encoder.relative_attention_bias"), c.RelativeBuckets, c.HeadCount);
        return new PostNormBody(
            c, source, Names, EncoderPositions.BehindPadding,
            pass => new DistanceAttention(pass, c, distances.Of(pass.LongestText)));
    }

    private static EncoderConfiguration Read(ConfigurationReader json, string name)
    {
        var c = EncoderKeys.Read(json, name, Keys) with { RelativeBuckets = json.Count(BucketsKey, RelativeDistances.Buckets) };
        if (c.RelativeBuckets < RelativeDistances.Buckets)
            throw EncoderKeys.Unsupported(json, $"'{BucketsKey}' is {c.RelativeBuckets}, below {RelativeDistances.Buckets}");
        return c.PadTokenId == 1 ? c : throw EncoderKeys.Unsupported(json, $"'pad_token_id' of MPNet is {c.PadTokenId}, not 1");
    }

    private static JsonObject Write(EncoderConfiguration c)
    {
        var json = EncoderKeys.Write(c, "mpnet", Keys);
        json[BucketsKey] = c.RelativeBuckets;
        return json;
    }
}
