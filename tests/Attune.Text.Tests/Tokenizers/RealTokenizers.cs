using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Tokenizers of published models, from their files or put together from vocabulary and merges.</summary>
internal static class RealTokenizers
{
    public const string Llama3Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static Tokenizer Gpt2() => FromVocabularyAndMerges(
        "data/tok-gpt2-hf/encoder.json", "data/tok-gpt2-hf/vocab.bpe", ByteLevel(useRegex: true), ["<|endoftext|>"], ignoreMerges: false);

    public static Tokenizer Llama3()
    {
        var split = JsonNode.Parse("""{"type": "Split", "behavior": "Isolated", "invert": false}""")!.AsObject();
        split["pattern"] = new JsonObject { ["Regex"] = Llama3Pattern };
        var preTokenizer = new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(split, ByteLevel(useRegex: false)) };
        return FromVocabularyAndMerges(
            "data/tok-llama3/ollama/llama3.2/encoder.json", "data/tok-llama3/ollama/llama3.2/vocab.bpe", preTokenizer,
            ["<|begin_of_text|>", "<|end_of_text|>"], ignoreMerges: true);
    }

    private static JsonObject ByteLevel(bool useRegex) => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = false,
        ["trim_offsets"] = false,
        ["use_regex"] = useRegex,
    };

    private static Tokenizer FromVocabularyAndMerges(
        string vocabulary, string merges, JsonObject preTokenizer, string[] special, bool ignoreMerges)
    {
        var ids = JsonNode.Parse(File.ReadAllText(SharedData.Path(vocabulary)))!.AsObject();
        var pairs = File.ReadAllText(SharedData.Path(merges)).Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
        var added = special.Select((content, index) => (JsonNode)new JsonObject
        {
            ["id"] = ids[content]?.GetValue<int>() ?? ids.Count + index,
            ["content"] = content,
            ["special"] = true,
            ["single_word"] = false,
            ["lstrip"] = false,
            ["rstrip"] = false,
            ["normalized"] = false,
        }).ToArray();
        var file = new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(added),
            ["pre_tokenizer"] = preTokenizer,
            ["post_processor"] = ByteLevel(useRegex: true),
            ["decoder"] = ByteLevel(useRegex: true),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["ignore_merges"] = ignoreMerges,
                ["vocab"] = ids,
                ["merges"] = new JsonArray([.. pairs.Select(pair => (JsonNode)pair)]),
            },
        };
        return new Tokenizer(TokenizerFile.Parse(file.ToJsonString(), "tokenizer.json"));
    }

    /// <summary>A file with the changes that the reference made before it took it.</summary>
    public static string Repaired(string path, JsonNode patch)
    {
        var file = JsonNode.Parse(File.ReadAllText(path))!;
        var model = file["model"]!.AsObject();
        if (patch["merges"] is JsonValue)
            model["merges"] = new JsonArray();
        foreach (var change in patch["vocab"]?.AsArray() ?? [])
        {
            var id = (int)model["vocab"]![(string)change![0]!]!;
            model["vocab"]!.AsObject().Remove((string)change[0]!);
            model["vocab"]![(string)change[1]!] = id;
        }

        foreach (var change in patch["merges"] as JsonArray ?? [])
            model["merges"]![(int)change![0]!] = (string)change[1]!;
        return file.ToJsonString();
    }

    /// <summary>The rows of the transformers.js vectors of a model: text and ids.</summary>
    public static IEnumerable<(string Text, int[] Ids)> Vectors(string model)
    {
        foreach (var line in File.ReadLines(SharedData.Path("data/tok-vectors-transformersjs/vectors.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (row.GetProperty("model").GetString() == model && !row.TryGetProperty("text_pair", out _))
                yield return (row.GetProperty("text").GetString()!, [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())]);
        }
    }
}
