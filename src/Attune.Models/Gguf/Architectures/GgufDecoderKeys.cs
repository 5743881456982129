using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>The keys that files of most decoders share.</summary>
internal static class GgufDecoderKeys
{
    /// <summary>The tensor of the numbers that rotary frequencies are divided by (Llama 3.1).</summary>
    public const string Factors = "rope_freqs.weight";

    private const string RmsEpsilon = "attention.layer_norm_rms_epsilon", Epsilon = "attention.layer_norm_epsilon";

    /// <summary>What config.json would say, as far as it is the same for most families.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The architecture's name in config.json.</param>
    /// <param name="type">The family's name in config.json.</param>
    public static JsonObject Read(GgufFile file, string model, string type)
    {
        var values = new GgufValues(file);
        var prefix = Prefix(values);
        var (hidden, heads) = (values.Count(prefix + "embedding_length"), values.Count(prefix + "attention.head_count"));
        var size = values.Count(prefix + "attention.key_length", values.Count(prefix + "rope.dimension_count", Math.Max(1, hidden / heads)));
        var theta = values.Real(prefix + "rope.freq_base") ?? 10000;
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(model),
            ["model_type"] = type,
            ["vocab_size"] = Vocabulary(file, values, prefix),
            ["hidden_size"] = hidden,
            ["intermediate_size"] = values.Count(prefix + "feed_forward_length"),
            ["num_hidden_layers"] = values.Count(prefix + "block_count"),
            ["num_attention_heads"] = heads,
            ["num_key_value_heads"] = values.Count(prefix + "attention.head_count_kv", heads),
            ["head_dim"] = size,
            ["max_position_embeddings"] = values.Count(prefix + "context_length"),
            ["rms_norm_eps"] = values.Real(prefix + RmsEpsilon) ?? values.Real(prefix + Epsilon),
            ["rope_theta"] = theta,
            ["tie_word_embeddings"] = !file.Tensors.ContainsKey("output.weight"),
            ["bos_token_id"] = values.Whole("tokenizer.ggml.bos_token_id"),
            ["eos_token_id"] = values.Whole("tokenizer.ggml.eos_token_id"),
            ["pad_token_id"] = values.Whole("tokenizer.ggml.padding_token_id"),
            ["torch_dtype"] = StoredType(file),
        };
        if (values.Count(prefix + "rope.dimension_count", size) is var rotated && rotated != size)
            json["partial_rotary_factor"] = Share(rotated, size);
        if (file.Tensors.ContainsKey(Factors))
            json["rope_scaling"] = Llama3Factors.Read(file, Factors, theta, size);
        else if (values.Text(prefix + "rope.scaling.type") is { } scaling and not "none")
            json["rope_scaling"] = Scaling(values, prefix, scaling);
        return json;
    }

    /// <summary>What keys of the file's architecture begin with.</summary>
    public static string Prefix(GgufValues values) => values.RequiredText("general.architecture") + ".";

    /// <summary>Writes what most families share.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The architecture's name in files.</param>
    /// <param name="c">The model.</param>
    /// <param name="centred">Whether norms subtract the mean (LayerNorm).</param>
    public static void Write(GgufWriter writer, string name, ModelConfiguration c, bool centred = false)
    {
        writer.Add("general.architecture", name);
        var prefix = name + ".";
        writer.Add(prefix + "context_length", (uint)c.MaxPositions);
        writer.Add(prefix + "embedding_length", (uint)c.HiddenSize);
        writer.Add(prefix + "block_count", (uint)c.LayerCount);
        writer.Add(prefix + "feed_forward_length", (uint)c.IntermediateSize);
        writer.Add(prefix + "attention.head_count", (uint)c.HeadCount);
        writer.Add(prefix + "attention.head_count_kv", (uint)c.KeyValueHeadCount);
        writer.Add(prefix + "attention.key_length", (uint)c.HeadDimension);
        writer.Add(prefix + "attention.value_length", (uint)c.HeadDimension);
        writer.Add(prefix + (centred ? Epsilon : RmsEpsilon), (float)c.NormEpsilon);
        writer.Add(prefix + "vocab_size", (uint)c.VocabularySize);
    }

    /// <summary>Writes the rotary embedding.</summary>
    /// <exception cref="AttuneException">ATT4124: llama.cpp has no key for its scaling, or an odd number of channels.</exception>
    public static void WriteRotary(GgufWriter writer, string name, ModelConfiguration c)
    {
        var prefix = name + ".";
        if (c.Rotary.Dimensions(c.HeadDimension) != c.Rotary.Rotated(c.HeadDimension))
            throw Cannot("an odd number of channels that are rotated");
        writer.Add(prefix + "rope.dimension_count", (uint)c.Rotary.Dimensions(c.HeadDimension)).Add(prefix + "rope.freq_base", (float)c.Rotary.Theta);
        switch (c.Rotary.Scaling)
        {
            case null:
                break;
            case LinearScaling linear:
                writer.Add(prefix + "rope.scaling.type", "linear").Add(prefix + "rope.scaling.factor", (float)linear.Factor);
                break;
            case Llama3Scaling llama:
                var settings = (llama.Factor, llama.LowFrequencyFactor, llama.HighFrequencyFactor, llama.OriginalMaxPositions);
                AddFactors(writer, Llama3Factors.Compute(c.Rotary.Theta, c.HeadDimension, settings));
                break;
            case LongRopeScaling divided when Llama3Factors.OfOneLength(divided) is { } factors:
                AddFactors(writer, factors);
                break;
            default:
                throw Cannot($"rotary scaling '{c.Rotary.Scaling.Kind}'");
        }
    }

    private static void AddFactors(GgufWriter writer, float[] factors) =>
        writer.Add(Factors, BlockFormats.Float32, [factors.Length], stream => stream.Write(MemoryMarshal.AsBytes<float>(factors)));

    /// <summary>Refuses windows, which llama.cpp does not compute for a family.</summary>
    /// <exception cref="AttuneException">ATT4124: a layer has a window shorter than the context.</exception>
    public static void RefuseWindows(ModelConfiguration c)
    {
        if (c.Layers.Any(layer => layer.Window < c.MaxPositions))
            throw Cannot("a sliding window in this family");
    }

    /// <summary>Gives a value the key that a family has for it.</summary>
    public static void Rename(JsonObject json, string key, string name)
    {
        var value = json[key]?.DeepClone();
        json.Remove(key);
        json[name] = value;
    }

    /// <summary>Refuses a tied head, where llama.cpp wants a matrix for it.</summary>
    /// <exception cref="AttuneException">ATT4124.</exception>
    public static void RefuseTied(ModelConfiguration c)
    {
        if (c.TieWordEmbeddings)
            throw Cannot("a tied head in this family");
    }

    public static AttuneException Cannot(string what) => new(
        "ATT4124", $"llama.cpp does not compute {what}.", "Use the model as a Hugging Face folder.");

    private static JsonObject Scaling(GgufValues values, string prefix, string type)
    {
        var json = new JsonObject { ["rope_type"] = type, ["factor"] = values.Real(prefix + "rope.scaling.factor") };
        if (values.Whole(prefix + "rope.scaling.original_context_length") is { } original)
            json["original_max_position_embeddings"] = original;
        return json;
    }

    /// <summary>The share of a head that leads to a number of channels, which are rounded down.</summary>
    private static double Share(int rotated, int size)
    {
        var share = (double)rotated / size;
        return (int)(share * size) == rotated ? share : Math.BitIncrement(share);
    }

    private static long Vocabulary(GgufFile file, GgufValues values, string prefix) =>
        file.Tensors.TryGetValue("token_embd.weight", out var embedding) && embedding.Dimensions.Count == 2
            ? embedding.Dimensions[0]
            : values.Count(prefix + "vocab_size");

    private static string StoredType(GgufFile file) =>
        !file.Tensors.TryGetValue("token_embd.weight", out var tensor) ? "float32" : tensor.Format.Name switch
        {
            "F16" => "float16",
            "BF16" => "bfloat16",
            _ => "float32",
        };
}
