using System.Text.Json.Nodes;

namespace Attune.Benchmarks.Tokenizers;

/// <summary>The tokenizers that are measured, each written as a tokenizer.json that both sides read.</summary>
internal static class TokenizerFiles
{
    private const string Llama3Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Writes the files to a folder; gives what each is and its name.</summary>
    public static List<(string What, string File)> Write(string data, string folder)
    {
        var files = new List<(string What, string File)>();
        Add("byte-level BPE, GPT-2", ByteLevel(data, "tok-gpt2-hf/encoder.json", "tok-gpt2-hf/vocab.bpe", Bytes(useRegex: true), ignoreMerges: false));
        Add("byte-level BPE, Llama 3", ByteLevel(
            data, "tok-llama3/ollama/llama3.2/encoder.json", "tok-llama3/ollama/llama3.2/vocab.bpe", Llama3PreTokenizer(), ignoreMerges: true));
        Add("WordPiece, BERT uncased", Existing(data, "tok-hf-json/daulet/bert-base-uncased.json"));
        Add("Unigram, T5", Existing(data, "tok-sentencepiece/t5-small/tokenizer.json"));
        Add("BPE with byte fallback, Phi-3", Existing(data, "tok-hf-json/phi-3-mini/tokenizer.json"));
        return files;

        void Add(string what, JsonNode file)
        {
            string name = $"tokenizer-{files.Count}.json";
            File.WriteAllText(Path.Combine(folder, name), file.ToJsonString());
            files.Add((what, name));
        }
    }

    /// <summary>An untrained tokenizer, as a trainer starts from.</summary>
    public static JsonObject Untrained(string model, JsonObject? normalizer, JsonObject preTokenizer) => new()
    {
        ["version"] = "1.0",
        ["added_tokens"] = new JsonArray(),
        ["normalizer"] = normalizer,
        ["pre_tokenizer"] = preTokenizer,
        ["model"] = JsonNode.Parse(model),
    };

    public static JsonObject Bytes(bool useRegex) => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = false,
        ["trim_offsets"] = false,
        ["use_regex"] = useRegex,
    };

    private static JsonNode Existing(string data, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(data, file)))!;

    private static JsonObject Llama3PreTokenizer() => new()
    {
        ["type"] = "Sequence",
        ["pretokenizers"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "Split",
                ["pattern"] = new JsonObject { ["Regex"] = Llama3Pattern },
                ["behavior"] = "Isolated",
                ["invert"] = false,
            },
            Bytes(useRegex: false)),
    };

    private static JsonObject ByteLevel(string data, string vocabulary, string merges, JsonObject preTokenizer, bool ignoreMerges)
    {
        var pairs = File.ReadAllText(Path.Combine(data, merges)).Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(),
            ["pre_tokenizer"] = preTokenizer,
            ["post_processor"] = Bytes(useRegex: true),
            ["decoder"] = Bytes(useRegex: true),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["ignore_merges"] = ignoreMerges,
                ["vocab"] = Existing(data, vocabulary),
                ["merges"] = new JsonArray([.. pairs.Select(pair => (JsonNode)pair)]),
            },
        };
    }
}
