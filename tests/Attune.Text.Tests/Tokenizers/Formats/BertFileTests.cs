using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers.Formats;

/// <summary>WordPiece from <c>vocab.txt</c>, against the outputs that other libraries keep.</summary>
public class BertFileTests
{
    private const string Vocabulary = "data/tok-bert/swift/bert-vocab.txt";

    [SharedFact("data/tok-bert/swift")]
    public void Ten_thousand_questions()
    {
        var tokenizer = LoadAlone(Vocabulary);
        using var texts = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/tok-bert/swift/question_tokens.json")));
        using var ids = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/tok-bert/swift/tokenized_questions.json")));
        var rows = 0;
        foreach (var (question, expected) in texts.RootElement.EnumerateArray().Zip(ids.RootElement.EnumerateArray()))
        {
            var text = question.GetProperty("original").GetString()!;
            var tokens = tokenizer.Encode(text, parseSpecialTokens: false);
            Assert.True(expected.EnumerateArray().Select(id => id.GetInt32()).SequenceEqual(tokens.Ids), text);
            rows++;
        }

        Assert.Equal(10570, rows);
    }

    [SharedTheory("data/tok-bert/swift")]
    [InlineData("bert_uncased_encoded.json", Vocabulary)]
    [InlineData("falcon_encoded.json", "data/tok-llamacpp-vocab/ggml-vocab-falcon.gguf")]
    [InlineData("gpt2_encoded_tokens.json", "data/tok-gpt2-hf")]
    [InlineData("llama_encoded.json", "data/tok-llamacpp-vocab/ggml-vocab-llama-spm.gguf")]
    [InlineData("t5_base_encoded.json", "data/tok-sentencepiece/t5-small/tokenizer.json")]
    public void A_long_text(string file, string path)
    {
        var tokenizer = path == Vocabulary ? LoadAlone(path) : Tokenizer.Load(SharedData.Path(path));
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/tok-bert/swift", file)));
        var encoding = tokenizer.EncodePair(document.RootElement.GetProperty("text").GetString()!);
        Assert.Equal(JsonSerializer.Deserialize<int[]>(document.RootElement.GetProperty("token_ids")), encoding.Ids);
        var isBert = file.StartsWith("bert", StringComparison.Ordinal);
        var decoded = tokenizer.Decode(encoding.Ids, skipSpecialTokens: false);
        Assert.Equal(document.RootElement.GetProperty("decoded_text").GetString(), isBert ? TokenizerConfig.CleanUp(decoded) : decoded);
    }

    [SharedTheory("data/tok-bert/swift")]
    [InlineData("bert-base-uncased", Vocabulary)]
    [InlineData("google-bert/bert-base-uncased", "data/tok-bert/data/bert-base-uncased/tokenizer.json")]
    [InlineData("distilgpt2", "data/tok-gpt2-hf")]
    [InlineData("coreml-projects/Llama-2-7b-chat-coreml", "data/tok-llamacpp-vocab/ggml-vocab-llama-spm.gguf")]
    [InlineData("tiiuae/falcon-7b", "data/tok-hf-json/falcon-tokenizer")]
    [InlineData("t5-base", "data/tok-sentencepiece/t5-small/tokenizer.json")]
    [InlineData("distilbert/distilbert-base-multilingual-cased", "data/tok-bert/data/bert-base-multilingual-cased/tokenizer.json")]
    public void Short_texts_and_back(string model, string path)
    {
        var tokenizer = path == Vocabulary ? LoadAlone(path) : Tokenizer.Load(SharedData.Path(path));
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/tok-bert/swift/tokenizer_tests.json")));
        var rows = 0;
        foreach (var row in document.RootElement.GetProperty(model).EnumerateArray())
        {
            var text = row.GetProperty("input").GetString()!;
            var encoding = tokenizer.EncodePair(text);
            var expected = row.GetProperty("encoded");
            Assert.Equal($"{text}: {string.Join(' ', expected.GetProperty("input_ids").EnumerateArray())}", $"{text}: {string.Join(' ', encoding.Ids)}");
            if (expected.TryGetProperty("token_type_ids", out var types))
                Assert.Equal(JsonSerializer.Deserialize<int[]>(types), encoding.TypeIds);
            Assert.Equal(row.GetProperty("decoded_without_special").GetString(), Finish(tokenizer.Decode(encoding.Ids)));
            Assert.Equal(row.GetProperty("decoded_with_special").GetString(), Finish(tokenizer.Decode(encoding.Ids, skipSpecialTokens: false)));
            rows++;
        }

        Assert.True(rows >= 18);

        // Llama's configuration has clean_up_tokenization_spaces off.
        string Finish(string decoded) => model.Contains("Llama", StringComparison.Ordinal) ? decoded : TokenizerConfig.CleanUp(decoded);
    }

    [SharedFact("data/tok-bert/SiBERT")]
    public void A_folder_with_its_settings()
    {
        var tokenizer = Tokenizer.Load(SharedData.Path("data/tok-bert/SiBERT"));
        var config = TokenizerConfig.Load(SharedData.Path("data/tok-bert/SiBERT"));
        Assert.Equal((512, "[MASK]"), (config.ModelMaxLength, config.MaskToken));
        var tokens = tokenizer.EncodePair("[MASK] je 2023").Tokens;
        Assert.Equal(("[CLS]", "[MASK]", "[SEP]"), (tokens[0], tokens[1], tokens[^1]));
        Assert.Contains(tokenizer.EncodePair("A").Tokens, token => token is "A" or "[UNK]");
    }

    [SharedTheory("data/tok-bert/src")]
    [InlineData("no-cls.txt", "[CLS]")]
    [InlineData("no-sep.txt", "[SEP]")]
    [InlineData("no-unk.txt", "[UNK]")]
    public void What_texts_are_put_together_with_must_be_there(string file, string token)
    {
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(SharedData.Path("data/tok-bert/src/FastBertTokenizer.Tests/data/invalid", file)));
        Assert.Equal("ATT4032", error.Code);
        Assert.Contains(token, error.Fact);
    }

    [SharedFact("data/tok-bert/src")]
    public void A_small_vocabulary()
    {
        var tokenizer = Tokenizer.Load(SharedData.Path("data/tok-bert/src/FastBertTokenizer.Tests/data/minimal.txt"));
        Assert.Equal(["[CLS]", "[UNK]", "[SEP]"], tokenizer.EncodePair("nothing").Tokens);
    }

    /// <summary>The settings beside that file are another tokenizer's.</summary>
    private static Tokenizer LoadAlone(string path)
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedData.Path(path), folder.File("vocab.txt"));
        return Tokenizer.Load(folder.Path);
    }
}
