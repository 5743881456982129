using Attune.Text.Fuzz.Targets;
using Attune.Text.Tokenizers;

namespace Attune.Models.Fuzz.Targets;

/// <summary>A GGUF file: opened, every tensor read, what it says of its model and its tokenizer too.</summary>
public sealed class GgufTarget : IFuzzTarget
{
    public string Name => "gguf";

    public IReadOnlyList<string> Words { get; } =
    [
        "GGUF", "general.architecture", "general.alignment", "llama.block_count", "tokenizer.ggml.tokens", "tokenizer.chat_template", "blk.0.attn_q.weight", "token_embd.weight", "rope_freqs.weight",
        "\u0001\0\0\0", "\u0002\0\0\0", "\u0003\0\0\0", "\u0004\0\0\0", "\u0008\0\0\0", "\u0009\0\0\0", "\u000c\0\0\0", "\u000e\0\0\0", "\0\0\0\0\0\0\0\0", "\u0001\0\0\0\0\0\0\0",
        " \0\0\0\0\0\0\0", "\0\0\0\0\0\0\0@", "\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f", "\0\u0001\0\0\0\0\0\0",
    ];

    public IReadOnlyList<byte[]> Seeds { get; } = [Seed("gpt2", BlockFormats.Float32), Seed("llama", BlockFormats.Find("Q8_0")!), Seed("gpt2", BlockFormats.Find("Q4_0")!)];

    public bool Read(byte[] input)
    {
        var path = InputFile.Write(input, "model.gguf");
        try
        {
            Tokenizer.Load(path);
        }
        catch (AttuneException)
        {
            // The rest of the file may still be right.
        }

        try
        {
            using var file = GgufFile.Open(path);
            foreach (var tensor in file.Tensors.Keys)
                file.ReadArray(tensor);
            GgufModel.ReadConfiguration(file);
            return true;
        }
        catch (AttuneException)
        {
            return false;
        }
    }

    private static byte[] Seed(string vocabulary, BlockFormat format)
    {
        var writer = new GgufWriter().Add("general.architecture", "llama").Add("general.name", "seed").Add("llama.context_length", 16u);
        writer.Add("llama.embedding_length", 32u).Add("llama.block_count", 1u).Add("llama.feed_forward_length", 32u).Add("llama.attention.head_count", 4u);
        writer.Add("llama.attention.head_count_kv", 2u).Add("llama.attention.layer_norm_rms_epsilon", 1e-5f).Add("llama.rope.freq_base", 10000f);
        writer.Add("tokenizer.ggml.model", vocabulary).Add("tokenizer.ggml.pre", "gpt-2").Add("tokenizer.ggml.tokens", (string[])["<s>", "a", "b", "ab", "\u0120a"]);
        writer.Add("tokenizer.ggml.token_type", (int[])[3, 1, 1, 1, 1]).Add("tokenizer.ggml.scores", (float[])[0, -1, -2, -3, -4]).Add("tokenizer.ggml.merges", (string[])["a b"]);
        writer.Add("tokenizer.ggml.bos_token_id", 0u).Add("tokenizer.ggml.add_bos_token", true).Add("tokenizer.chat_template", "{{ messages }}");
        writer.Add("numbers", (ushort[])[1, 2]).Add("big", ulong.MaxValue).Add("small", (sbyte)-1).Add("wide", -1.5);
        writer.Add("token_embd.weight", format, [5, 32], stream => stream.Write(new byte[format.BytesOf(5 * 32)]));
        writer.Add("output_norm.weight", BlockFormats.Float32, [32], stream => stream.Write(new byte[128]));
        using var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }
}
