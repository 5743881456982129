using System.Text;
using System.Text.Json.Nodes;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

public class TokenizerFileTests
{
    private const string Good =
        """
        {
          "version": "1.0",
          "added_tokens": [
            {"id": 3, "content": "<e>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}
          ],
          "normalizer": {"type": "NFC"},
          "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "a+"}, "behavior": "Isolated", "invert": false},
          "post_processor": null,
          "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false},
          "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}
        }
        """;

    [SharedTheory("golden/tokenizers/trained")]
    [InlineData("golden/tokenizers/trained/bbpe-gpt2")]
    [InlineData("golden/tokenizers/trained/bbpe-llama3")]
    [InlineData("golden/tokenizers/trained/bbpe-qwen2")]
    [InlineData("golden/tokenizers/trained/bbpe-roberta")]
    [InlineData("golden/tokenizers/trained/bbpe-normalizer")]
    [InlineData("golden/tokenizers/trained/added-lower")]
    [InlineData("golden/tokenizers/training/bpe-exhausted")]
    public void What_is_read_is_written(string folder)
    {
        using var temporary = new TemporaryFolder();
        Tokenizer.Load(SharedData.Path(folder)).Save(temporary.File("tokenizer.json"));
        var expected = JsonNode.Parse(File.ReadAllText(SharedData.Path(folder, "tokenizer.json")));
        var written = JsonNode.Parse(File.ReadAllText(temporary.File("tokenizer.json")));
        Assert.True(JsonNode.DeepEquals(expected, written), "the file that was written differs from the one that was read");
    }

    [Fact]
    public void A_trained_tokenizer_is_the_same_after_saving_and_loading()
    {
        using var temporary = new TemporaryFolder();
        var trained = ByteLevelBpeTrainer.Train(["a b c", "a b d"], new BpeTrainerOptions { MinFrequency = 1, SpecialTokens = ["<e>"] });
        trained.Save(temporary.File("tokenizer.json"));
        var loaded = Tokenizer.Load(temporary.Path);
        Assert.Equal(trained.VocabularySize, loaded.VocabularySize);
        Assert.Equal(trained.Encode("a b<e> c é").Ids, loaded.Encode("a b<e> c é").Ids);
        Assert.True(loaded.IsSpecial(loaded.TokenToId("<e>")!.Value));
        loaded.Save(temporary.File("again.json"));
        Assert.Equal(File.ReadAllBytes(temporary.File("tokenizer.json")), File.ReadAllBytes(temporary.File("again.json")));
    }

    [Fact]
    public void The_good_file_of_these_tests_is_good() => Assert.Equal([0, 1, 3], Load(Good).Encode("ab<e>").Ids);

    [Theory]
    [InlineData("\"BPE\"", "\"Magic\"", "ATT4022", "\"Magic\"", "model type 'Magic'")]
    [InlineData("\"NFC\"", "\"Magic\"", "ATT4022", "\"Magic\"", "normalizer type 'Magic'")]
    [InlineData("\"Split\"", "\"Magic\"", "ATT4022", "\"Magic\"", "pre-tokenizer type 'Magic'")]
    [InlineData("\"ByteLevel\"", "\"Magic\"", "ATT4022", "\"Magic\"", "decoder type 'Magic'")]
    [InlineData("\"a+\"", "\"a(?<n>b)\"", "ATT4023", "\"a(?<n>b)\"", "at character 4")]
    [InlineData("\"a+\"", "\"[a\"", "ATT4023", "\"[a\"", "a set without its ']'")]
    [InlineData("\"1.0\"", "\"2.0\"", "ATT4024", "\"2.0\"", "'2.0'")]
    [InlineData("\"b\": 1", "\"b\": 0", "ATT4024", "0, \"ab\"", "taken by another token")]
    [InlineData("\"b\": 1", "\"b\": -1", "ATT4024", "-1, \"ab\"", "impossible id")]
    [InlineData("\"a b\"", "\"b a\"", "ATT4024", "\"b a\"", "needs the token 'ba'")]
    [InlineData("\"a b\"", "\"a\"", "ATT4024", "\"a\"]", "not two tokens")]
    [InlineData("\"<e>\"", "\"a\"", "ATT4024", "{\"id\": 3", "0 in the vocabulary")]
    [InlineData("\"merges\": [\"a b\"]", "\"merge\": 1", "ATT4021", "{\"type\": \"BPE\"", "'merges' is missing")]
    [InlineData("\"id\": 3", "\"id\": \"3\"", "ATT4021", "\"3\"", "Expected a whole number")]
    [InlineData("\"special\": true", "\"special\": 1", "ATT4021", "1}", "Expected true or false")]
    [InlineData("\"Isolated\"", "\"Alone\"", "ATT4021", "\"Alone\"", "'Alone' is not a SplitBehavior")]
    [InlineData("\"model\": {", "\"model\": [", "ATT4021", ": \"BPE\"", "Expected ',' or ']'")]
    [InlineData("\"b\": 1", "\"a\": 1", "ATT4021", "\"a\": 1", "written twice")]
    public void Mistakes_have_a_place(string good, string bad, string code, string place, string fact)
    {
        var text = Good.Replace(good, bad);
        var at = text.IndexOf(place, StringComparison.Ordinal);
        var line = text[..at].Count(c => c == '\n') + 1;
        var column = at - text.LastIndexOf('\n', at);
        var error = Assert.Throws<AttuneException>(() => Load(text));
        Assert.Equal((code, line, column, "tokenizer.json"), (error.Code, error.Line, error.Column, error.File));
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void A_missing_file_is_told_with_its_full_path()
    {
        using var temporary = new TemporaryFolder();
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(temporary.Path));
        Assert.Equal("ATT4020", error.Code);
        Assert.Contains(temporary.Path, error.Fact);
        Assert.Contains("tokenizer.json", error.Remedy);
        Assert.Contains("missing.json", Assert.Throws<AttuneException>(() => Tokenizer.Load(temporary.File("missing.json"))).Fact);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one()
    {
        using var temporary = new TemporaryFolder();
        Directory.CreateDirectory(temporary.File("tokenizer.json.tmp"));
        File.WriteAllText(temporary.File("tokenizer.json"), "old");
        Assert.Equal("ATT4025", Assert.Throws<AttuneException>(() => Load(Good).Save(temporary.File("tokenizer.json"))).Code);
        Assert.Equal("old", File.ReadAllText(temporary.File("tokenizer.json")));
    }

    [Fact]
    public void Garbage_is_an_error_and_no_crash()
    {
        var random = new Random(3);
        for (var run = 0; run < 2000; run++)
        {
            var damaged = new StringBuilder(Good);
            for (var i = 0; i < 3; i++)
                damaged[random.Next(damaged.Length)] = "{}[]\",:019aeE.\\x"[random.Next(16)];
            try
            {
                Load(damaged.ToString()).Encode("ab<e> x");
            }
            catch (AttuneException e)
            {
                Assert.StartsWith("ATT402", e.Code);
            }
        }
    }

    private static Tokenizer Load(string json) => new(TokenizerFile.Parse(json, "tokenizer.json"));
}
