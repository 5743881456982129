using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>GPT-2 (Radford and others, 2019): learned positions, LayerNorm, a plain feed-forward block, matrices that files hold as [in, out].</summary>
internal static class Gpt2
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(50257, 768, 3072, 12, 12),
        Tokens = new() { Begin = 50256, End = 50256 },
        HiddenSize = "n_embd",
        IntermediateSize = "n_inner",
        LayerCount = "n_layer",
        HeadCount = "n_head",
        MaxPositions = "n_positions",
        NormEpsilon = "layer_norm_epsilon",
        Activation = "activation_function",
        SharesKeys = false,
        HasHeadDimension = false,
        DefaultIntermediateFactor = 4,
        DefaultMaxPositions = 1024,
        DefaultEpsilon = 1e-5,
        DefaultActivation = Activation.GeluTanh,
        DefaultTied = true,
        Rotary = null,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "gpt2",
        Prefix = "transformer.",
        LearnsPositions = true,
        Constants = [".attn.bias", ".attn.masked_bias"], // masks, which older files hold
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var model = source.At("transformer");
            var embedding = new EmbeddingLayer(model.At("wte"), c.VocabularySize, c.HiddenSize);
            return new Decoder(c, source, backend, new DecoderParts
            {
                Embedding = embedding,
                Positions = new EmbeddingLayer(model.At("wpe"), c.MaxPositions, c.HiddenSize),
                Blocks = DecoderParts.Repeat(model.At("h"), c, (layer, number) => Block(layer, c, number)),
                Norm = new LayerNorm(model.At("ln_f"), c.HiddenSize, c.NormEpsilon),
                Head = new HeadLayer(source.At("lm_head"), c, embedding),
            });
        },
    };

    private static PreNormBlock Block(WeightSource source, ModelConfiguration c, int layer) => new(
        new LayerNorm(source.At("ln_1"), c.HiddenSize, c.NormEpsilon),
        Attention(source.At("attn"), c, layer),
        new LayerNorm(source.At("ln_2"), c.HiddenSize, c.NormEpsilon),
        new PlainMlp(
            Transposed(source.At("mlp").At("c_fc"), c.HiddenSize, c.IntermediateSize, LinearRole.Input),
            Transposed(source.At("mlp").At("c_proj"), c.IntermediateSize, c.HiddenSize, LinearRole.MlpOutput),
            c.Mlp.Activation));

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer)
    {
        var inputs = Transposed(source.At("c_attn"), c.HiddenSize, 3 * c.HiddenSize, LinearRole.Input);
        var output = Transposed(source.At("c_proj"), c.HiddenSize, c.HiddenSize, LinearRole.AttentionOutput);
        return new AttentionLayer(c, layer, FusedInputs.OneAfterTheOther(inputs, c), output);
    }

    private static LinearLayer Transposed(WeightSource source, int inputs, int outputs, LinearRole role) =>
        new(source, inputs, outputs, bias: true, storedTransposed: true) { Role = role };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        json.Ignore("reorder_and_upcast_attn"); // another order of the same arithmetic
        return c with
        {
            Attention = c.Attention with
            {
                InputBias = true,
                OutputBias = true,
                Scale = json.Flag("scale_attn_weights", true) ? null : 1,
                DividesByLayer = json.Flag("scale_attn_by_inverse_layer_idx", false),
            },
            Mlp = c.Mlp with { Bias = true },
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "gpt2", Names);
        json["n_ctx"] = c.MaxPositions;
        json["scale_attn_weights"] = c.Attention.Scale is null;
        json["scale_attn_by_inverse_layer_idx"] = c.Attention.DividesByLayer;
        (json["attn_pdrop"], json["embd_pdrop"], json["resid_pdrop"]) = (0, 0, 0);
        return json;
    }
}
