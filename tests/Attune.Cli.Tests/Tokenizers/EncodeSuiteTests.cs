using System.Text.Json.Nodes;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Tokenizers;

/// <summary>
/// Rows of published tokenizers through the tool, each suite by one process to encode and one to decode: ids, tokens,
/// offsets and decoded texts are those of Hugging Face tokenizers.
/// </summary>
public sealed class EncodeSuiteTests
{
    [SharedTheory("golden/tokenizers/real")]
    [InlineData("all-minilm-l6-v2", "tok-hf-json/daulet/all-minilm-l6-v2.json", 0)]
    [InlineData("bert-base-chinese", "tok-bert/data/bert-base-chinese/tokenizer.json", 0)]
    [InlineData("bert-base-multilingual-cased", "tok-bert/data/bert-base-multilingual-cased/tokenizer.json", 0)]
    [InlineData("bert-base-uncased", "tok-hf-json/daulet/bert-base-uncased.json", 0)]
    [InlineData("gemma-cropped", "tok-sentencepiece/torchtune/tokenizer_gemma_cropped.json", 0)]
    [InlineData("phi-3-mini", "tok-hf-json/phi-3-mini/tokenizer.json", 0)]
    [InlineData("torchtune", "tok-sentencepiece/torchtune/tokenizer.json", 0)]
    // Rows whose text spells special tokens that shall be plain: the reference's unigram model finds them all the same.
    [InlineData("t5-small", "tok-sentencepiece/t5-small/tokenizer.json", 8)]
    public void Published_files(string name, string file, int known) => Check(name, SharedData.Path("data", file), known);

    // As the mirror ships it, neither the reference nor we take the file; the rows were made after these changes.
    [SharedFact("golden/tokenizers/real/index.json")]
    public void Llama2_after_a_repair()
    {
        var index = Suite.Read("golden/tokenizers/real/index.json")["llama2"]!;
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), Repaired(SharedData.Path("data", (string)index["file"]!), index["patch"]!));
        Check("llama2", folder.Path, 0);
    }

    private static void Check(string name, string tokenizer, int known)
    {
        var rows = Suite.ReadLines($"golden/tokenizers/real/{name}.jsonl")
            .Where(row => row["as_shipped"] is null && row["error"] is null).ToList();
        Assert.True(rows.Count > 200, $"only {rows.Count} rows");
        var encoded = Answers("encode", tokenizer, rows, "--offsets");
        var differences = rows.Zip(encoded)
            .Where(pair => Fields(pair.First) != Fields(pair.Second))
            .Select(pair => $"{pair.First["text"]!.ToJsonString()}: expected {Fields(pair.First)}\n   gives {pair.Second.ToJsonString()}").ToList();
        Assert.True(differences.Count == known, $"{differences.Count} differ:\n" + string.Join('\n', differences.Take(5)));

        var decoded = Answers("decode", tokenizer, rows.SelectMany(row => new[] { Ids(row, skip: false), Ids(row, skip: true) }));
        for (var i = 0; i < rows.Count; i++)
        {
            var truth = rows[i]["decoded_before_0_23"] as JsonObject ?? rows[i];
            Assert.Equal((string?)truth["decoded"], (string?)decoded[2 * i]["text"]);
            Assert.Equal((string?)(truth["decoded_skip_special"] ?? truth["decoded"]), (string?)decoded[(2 * i) + 1]["text"]);
        }
    }

    private static List<JsonObject> Answers(string command, string tokenizer, IEnumerable<JsonObject> rows, params string[] more)
    {
        var input = string.Concat(rows.Select(row => row.ToJsonString() + "\n"));
        var run = AttuneTool.Run(["tokenizer", command, "--tokenizer", tokenizer, .. more], input);
        return [.. run.Rows().Select(row => JsonObject.Create(row)!)];
    }

    private static JsonObject Ids(JsonObject row, bool skip) => new() { ["ids"] = row["ids"]!.DeepClone(), ["skip_special_tokens"] = skip };

    private static string Fields(JsonObject row) => string.Join(' ', new[] { "ids", "tokens", "offsets" }.Select(name => row[name]?.ToJsonString()));

    private static string Repaired(string path, JsonNode patch)
    {
        var file = JsonNode.Parse(File.ReadAllText(path))!;
        var model = file["model"]!.AsObject();
        foreach (var change in patch["vocab"]!.AsArray())
        {
            var id = (int)model["vocab"]![(string)change![0]!]!;
            model["vocab"]!.AsObject().Remove((string)change[0]!);
            model["vocab"]![(string)change[1]!] = id;
        }

        foreach (var change in patch["merges"]!.AsArray())
            model["merges"]![(int)change![0]!] = (string)change[1]!;
        return file.ToJsonString();
    }
}
