using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// GPT-NeoX and Pythia (Black and others, 2022): attention and feed-forward side by side, LayerNorm, a quarter of each head
/// rotated, queries, keys and values in one matrix head by head.
/// </summary>
internal static class GptNeoX
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(50432, 6144, 24576, 44, 64),
        Tokens = new() { Begin = 0, End = 2 },
        NormEpsilon = "layer_norm_eps",
        SharesKeys = false,
        HasHeadDimension = false,
        DefaultEpsilon = 1e-5,
        DefaultActivation = Activation.Gelu,
        Rotary = new RotaryNames { Theta = "rotary_emb_base", Share = "rotary_pct", DefaultShare = 0.25 },
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "gpt_neox",
        RotatesOddCounts = true,
        Prefix = "gpt_neox.",
        HeadWeight = "embed_out.weight",
        Constants = [".attention.bias", ".attention.masked_bias", ".rotary_emb.inv_freq"], // masks, which older files hold
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var model = source.At("gpt_neox");
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            var embedding = new EmbeddingLayer(model.At("embed_in"), c.VocabularySize, c.HiddenSize);
            return new Decoder(c, source, backend, new DecoderParts
            {
                Embedding = embedding,
                Blocks = DecoderParts.Repeat(model.At("layers"), c, (layer, number) => Block(layer, c, number, rotation)),
                Norm = new LayerNorm(model.At("final_layer_norm"), c.HiddenSize, c.NormEpsilon),
                Head = new HeadLayer(source.At("embed_out"), c, embedding),
            });
        },
    };

    private static IBlock Block(WeightSource source, ModelConfiguration c, int layer, Rotation rotation)
    {
        var attentionNorm = new LayerNorm(source.At("input_layernorm"), c.HiddenSize, c.NormEpsilon);
        var mlpNorm = new LayerNorm(source.At("post_attention_layernorm"), c.HiddenSize, c.NormEpsilon);
        var attention = Attention(source.At("attention"), c, layer, rotation);
        var mlp = new PlainMlp(
            new LinearLayer(source.At("mlp").At("dense_h_to_4h"), c.HiddenSize, c.IntermediateSize, bias: true),
            new LinearLayer(source.At("mlp").At("dense_4h_to_h"), c.IntermediateSize, c.HiddenSize, bias: true) { Role = LinearRole.MlpOutput },
            c.Mlp.Activation);
        return c.Residual.Parallel
            ? new ParallelBlock(attentionNorm, attention, mlpNorm, mlp)
            : new PreNormBlock(attentionNorm, attention, mlpNorm, mlp);
    }

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation rotation)
    {
        var inputs = new LinearLayer(source.At("query_key_value"), c.HiddenSize, 3 * c.HiddenSize, c.Attention.InputBias);
        return new AttentionLayer(c, layer, FusedInputs.HeadByHead(inputs, c), Llama.Output(source.At("dense"), c)) { Rotation = rotation };
    }

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var bias = json.Flag("attention_bias", true);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias },
            Mlp = c.Mlp with { Bias = true },
            Residual = new ResidualOptions { Parallel = json.Flag("use_parallel_residual", true) },
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "gpt_neox", Names);
        json["attention_bias"] = c.Attention.InputBias;
        json["use_parallel_residual"] = c.Residual.Parallel;
        return json;
    }
}
