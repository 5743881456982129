using System.Text.Json.Nodes;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Tokenizers;

public sealed class TrainTests
{
    [SharedFact("golden/tokenizers/training/bpe-byte-level-file")]
    public void A_file_teaches_what_it_teaches_Hugging_Face_s_trainer()
    {
        using var folder = new TemporaryFolder();
        var run = AttuneTool.Run(
        [
            "tokenizer", "train", "--model", "bpe", "--files", SharedData.Path("golden/tokenizers/training/corpus.txt"),
            "--vocab-size", "1500", "--min-frequency", "2", "--special-token", "<|endoftext|>", "--out", folder.File("tokenizer.json"),
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        var expected = Suite.Read("golden/tokenizers/training/bpe-byte-level-file/tokenizer.json")["model"]!;
        var learned = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!["model"]!;
        Assert.Equal(expected["vocab"]!.ToJsonString(), learned["vocab"]!.ToJsonString());
        Assert.Equal(Merges(expected), Merges(learned));
    }

    /// <summary>A merge is written as a pair or as one text with a blank.</summary>
    private static IEnumerable<string> Merges(JsonNode model) => model["merges"]!.AsArray()
        .Select(merge => merge is JsonArray pair ? $"{pair[0]} {pair[1]}" : (string)merge!);
}
