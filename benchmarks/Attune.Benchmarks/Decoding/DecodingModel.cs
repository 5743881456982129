using Attune.Models;

namespace Attune.Benchmarks.Decoding;

/// <summary>
/// A Llama of 189 million parameters with made-up weights, written as GGUF: every row is a multiple of 256, so that llama.cpp
/// and Attune store it in the same blocks.
/// </summary>
internal static class DecodingModel
{
    /// <summary>Numbers that are drawn and packed; tensors repeat them, since speed does not depend on what they are.</summary>
    private const int Drawn = 1 << 20;

    public static ModelConfiguration Configuration { get; } = new()
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = 49152,
        HiddenSize = 768,
        IntermediateSize = 2048,
        LayerCount = 24,
        HeadCount = 12,
        KeyValueHeadCount = 4,
        HeadDimension = 64,
        MaxPositions = 2048,
        TieWordEmbeddings = true,
    };

    /// <summary>Writes the file.</summary>
    public static void Write(string path, GgufStorage storage)
    {
        var c = Configuration;
        var architecture = GgufArchitectures.For(c);
        var writer = new GgufWriter();
        architecture.WriteConfiguration(writer, c);
        writer.Add("general.type", "model").Add("general.name", "decoding").Add("general.file_type", storage.FileType);
        AddVocabulary(writer, c.VocabularySize);
        var random = new Random(5);
        float[] numbers = [.. Enumerable.Range(0, Drawn).Select(_ => (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 0.04f)];
        var packed = new Dictionary<BlockFormat, byte[]>();
        var shapes = Model.LayOut(c).Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        foreach (var rule in architecture.Tensors)
        {
            for (int layer = 0; layer < (rule.IsOfLayers ? c.LayerCount : 1); layer++)
            {
                if (!shapes.TryGetValue(rule.WeightOf(layer), out var shape))
                    continue;
                long[] dimensions = shape.Rank == 1 ? [shape[0]] : [shape[0], shape[1]];
                var format = storage.FormatOf(rule.TensorOf(layer), dimensions, layer, c);
                if (!packed.TryGetValue(format, out byte[]? bytes))
                    format.Quantize(numbers, packed[format] = bytes = new byte[format.BytesOf(Drawn)]);
                writer.Add(rule.TensorOf(layer), format, dimensions, stream => Repeat(stream, bytes, format.BytesOf(shape.ElementCount)));
            }
        }

        using var file = File.Create(path);
        writer.Write(file);
    }

    private static void Repeat(Stream stream, byte[] bytes, long length)
    {
        for (; length > 0; length -= bytes.Length)
            stream.Write(bytes, 0, (int)Math.Min(length, bytes.Length));
    }

    private static void AddVocabulary(GgufWriter writer, int size)
    {
        writer.Add("tokenizer.ggml.model", "gpt2").Add("tokenizer.ggml.pre", "gpt-2");
        writer.Add("tokenizer.ggml.tokens", Enumerable.Range(0, size).Select(token => $"t{token}").ToArray());
        writer.Add("tokenizer.ggml.token_type", Enumerable.Repeat(1, size).ToArray());
        writer.Add("tokenizer.ggml.merges", new[] { "t 1" });
        writer.Add("tokenizer.ggml.bos_token_id", 0u).Add("tokenizer.ggml.eos_token_id", 0u).Add("tokenizer.ggml.add_bos_token", false);
    }
}
