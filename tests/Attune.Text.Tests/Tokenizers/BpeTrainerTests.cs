using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

public class BpeTrainerTests
{
    [SharedTheory("golden/tokenizers/training")]
    [InlineData("bpe-byte-level", false)]
    [InlineData("bpe-byte-level-file", true)]
    [InlineData("bpe-exhausted", false)]
    [InlineData("bpe-llama3-regex", false)]
    public void Vocabulary_and_merges_are_those_of_the_reference(string name, bool keepLineEnds)
    {
        var corpus = File.ReadAllText(SharedData.Path("golden/tokenizers/training/corpus.txt"));
        var lines = corpus.Split('\n');
        if (lines[^1].Length == 0)
            lines = lines[..^1];
        var trained = ByteLevelBpeTrainer.Train(lines.Select(line => keepLineEnds ? line + "\n" : line), Options(name));

        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/training", name, "tokenizer.json")));
        var model = expected.RootElement.GetProperty("model");
        var merges = model.GetProperty("merges").EnumerateArray()
            .Select(merge => merge.ValueKind == JsonValueKind.Array ? $"{merge[0]} {merge[1]}" : merge.GetString()!).ToList();
        using var stream = new MemoryStream();
        TokenizerFile.Write(trained.Parts, stream);
        using var actual = JsonDocument.Parse(stream.ToArray());
        var actualMerges = actual.RootElement.GetProperty("model").GetProperty("merges").EnumerateArray()
            .Select(merge => $"{merge[0]} {merge[1]}").ToList();
        Assert.Equal(merges, actualMerges);
        foreach (var token in model.GetProperty("vocab").EnumerateObject())
            Assert.Equal(token.Value.GetInt32(), trained.TokenToId(token.Name));
        Assert.Equal(model.GetProperty("vocab").EnumerateObject().Count(), trained.VocabularySize);
    }

    private static BpeTrainerOptions Options(string name)
    {
        using var training = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/training", name, "training.json")));
        var settings = training.RootElement.GetProperty("settings");
        var before = training.RootElement.GetProperty("before").GetProperty("pre_tokenizer");
        var isSequence = before.GetProperty("type").GetString() == "Sequence";
        return new BpeTrainerOptions
        {
            VocabularySize = settings.GetProperty("vocab_size").GetInt32(),
            MinFrequency = settings.TryGetProperty("min_frequency", out var frequency) ? frequency.GetInt32() : 0,
            SpecialTokens = [.. settings.GetProperty("special_tokens").EnumerateArray().Select(token => token.GetString()!)],
            AllBytes = settings.TryGetProperty("initial_alphabet", out _),
            SplitPattern = isSequence
                ? before.GetProperty("pretokenizers")[0].GetProperty("pattern").GetProperty("Regex").GetString()
                : null,
            AddPrefixSpace = !isSequence && before.GetProperty("add_prefix_space").GetBoolean(),
        };
    }
}
