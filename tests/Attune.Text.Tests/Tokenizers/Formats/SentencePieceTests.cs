using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Formats;

namespace Attune.Text.Tests.Tokenizers.Formats;

/// <summary>SentencePiece models; expected ids are those of SentencePiece 0.2.2 itself.</summary>
public class SentencePieceTests
{
    private const string Corpus = "data/tok-sentencepiece/data/botchan.txt";

    /// <summary>The ids of the corpus's first 400 lines, as the first half of a hash of them written line by line.</summary>
    [SharedTheory(Corpus)]
    [InlineData("data/tok-sentencepiece/python/test/test_model.model", "11a95e749e423bd5")]
    [InlineData("data/tok-sentencepiece/python/test/test_ja_model.model", "e9a8d7cc8934e34a")]
    [InlineData("data/tok-sentencepiece/torchtune/m.model", "d9916652032afd3a")]
    [InlineData("data/tok-sentencepiece/torchtune/sentencepiece.model", "5dfdd94c334e1f8e")]
    [InlineData("data/tok-mistral/tokenizer.model.v1", "a79667e34683d28d")]
    [InlineData("data/tok-mistral/mistral_instruct_tokenizer_240323.model.v3", "e979f9b4c0c2eb44")]
    [InlineData("data/tok-mistral/mistral_instruct_tokenizer_241114.model.v7", "e979f9b4c0c2eb44")]
    public void A_novel_as_SentencePiece_splits_it(string model, string hash)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(model));
        var lines = Encoding.UTF8.GetString(File.ReadAllBytes(SharedData.Path(Corpus))).Split('\n').Take(400).Select(line => line.TrimEnd('\r'));
        var ids = string.Join('\n', lines.Select(line => string.Join(' ', tokenizer.Encode(line, parseSpecialTokens: false).Ids)));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids)))[..16]);
    }

    [SharedTheory(Corpus)]
    [InlineData("python/test/test_model.model", "  two  spaces ", "213 273 19 135 8")]
    [InlineData("python/test/test_model.model", "é😁 ｆｕｌｌ ｗｉｄｔｈ", "4 0 495 102 140 95")]
    [InlineData("python/test/test_model.model", "I saw a girl with a telescope.\tTab", "9 459 11 939 44 11 4 142 82 8 28 21 132 6 0 177 19 66")]
    [InlineData("python/test/test_model.model", "", "")]
    [InlineData("python/test/test_model.model", "   ", "")]
    [InlineData("python/test/test_model.model", "ab▁cd", "11 66 78 17")]
    [InlineData("python/test/test_model.model", "①②③ ﬁ ﷺ", "4 357 596 0 74 25 4 0 4 0 4 0 4 0")]
    [InlineData("python/test/test_ja_model.model", "吾輩は猫である。名前はまだ無い。", "6 3973 6019 9 6022 24 5 1606 9 2206 2441 5")]
    [InlineData("python/test/test_ja_model.model", "ａｂｃ　ｄｅｆ", "6 931 4717 2355 6 2453 1129 5642")]
    [InlineData("torchtune/sentencepiece.model", "a\u0301e\u0301", "3 2975 154")]
    [InlineData("torchtune/m.model", "12345 67890 0x1F", "645 651 0 480 12 997 0 753 0 464 12 464 479 435 407")]
    public void Awkward_texts(string model, string text, string ids)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path("data/tok-sentencepiece", model));
        Assert.Equal(ids, string.Join(' ', tokenizer.Encode(text, parseSpecialTokens: false).Ids));
    }

    /// <summary>The pieces that steer are in the vocabulary with the best score of all, but only added tokens are found as such.</summary>
    [SharedTheory(Corpus)]
    [InlineData("python/test/test_model.model", "<unk><s></s>", "4 0 160 46 0 8 0 8 0")]
    [InlineData("torchtune/sentencepiece.model", "<unk><s></s>", "3 2 6513 3155 2 7 3155 2 87 7 3155")]
    public void Content_that_spells_a_special_token_is_plain_text(string model, string text, string ids)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path("data/tok-sentencepiece", model));
        Assert.Equal(ids, string.Join(' ', tokenizer.Encode(text, parseSpecialTokens: false).Ids));
    }

    /// <summary>T5's model and its tokenizer.json are the same tokenizer.</summary>
    [SharedFact("golden/tokenizers/real/t5-small.jsonl")]
    public void T5_from_its_model()
    {
        using var temporary = new TemporaryFolder();
        File.Copy(SharedData.Path("data/tok-sentencepiece/torchtune/sentencepiece.model"), temporary.File("spiece.model"));
        File.WriteAllText(temporary.File("tokenizer_config.json"), """{"tokenizer_class": "T5Tokenizer", "eos_token": "</s>"}""");
        var tokenizer = Tokenizer.Load(temporary.Path);
        var whole = Tokenizer.Load(SharedData.Path("data/tok-sentencepiece/t5-small/tokenizer.json"));
        foreach (var text in new[] { "Hello world", "This\n\nis\na\ntest.", "</s>test</s>", "é😁 你好", "  a  b  " })
            Assert.Equal(whole.EncodePair(text).Ids, tokenizer.EncodePair(text).Ids);
    }

    [SharedTheory("data/tok-sentencepiece")]
    [InlineData("data/tok-sentencepiece/python/test/test_model.model")]
    [InlineData("data/tok-mistral/tokenizer.model.v1")]
    public void What_is_read_can_be_saved_as_a_tokenizer_json(string model)
    {
        using var temporary = new TemporaryFolder();
        var tokenizer = Tokenizer.Load(SharedData.Path(model));
        tokenizer.Save(temporary.File("tokenizer.json"));
        var again = Tokenizer.Load(temporary.Path);
        foreach (var text in new[] { "Hello  world", " é😁", "</s>" })
        {
            Assert.Equal(tokenizer.Encode(text).Ids, again.Encode(text).Ids);
            Assert.Equal(tokenizer.Decode(tokenizer.Encode(text).Ids), again.Decode(again.Encode(text).Ids));
        }
    }

    [SharedFact("data/tok-mistral")]
    public void A_configuration_says_what_is_put_around()
    {
        using var temporary = new TemporaryFolder();
        File.Copy(SharedData.Path("data/tok-mistral/tokenizer.model.v1"), temporary.File("tokenizer.model"));
        File.WriteAllText(temporary.File("tokenizer_config.json"),
            """{"add_bos_token": true, "add_eos_token": true, "bos_token": {"content": "<s>"}, "eos_token": "</s>", "legacy": false}""");
        var tokenizer = Tokenizer.Load(temporary.Path);
        Assert.Equal(["<s>", "▁Hello", "</s>"], tokenizer.EncodePair("Hello").Tokens);
        Assert.Equal(["▁Hello", "</s>", "Hello"], tokenizer.EncodePair("Hello</s>Hello", options: new EncodingOptions { AddSpecialTokens = false }).Tokens);
    }

    [SharedFact("data/tok-sentencepiece")]
    public void A_damaged_model_is_an_error_and_no_crash()
    {
        var good = File.ReadAllBytes(SharedData.Path("data/tok-sentencepiece/python/test/test_model.model"));
        var random = new Random(7);
        for (var run = 0; run < 300; run++)
        {
            var damaged = good[..random.Next(200, 4000)];
            if (run % 3 != 0)
                damaged = good.AsSpan().ToArray();
            for (var i = 0; i < 4; i++)
                damaged[random.Next(run % 2 == 0 ? 200 : damaged.Length)] = (byte)random.Next(256);
            try
            {
                SentencePieceParts.Of(SentencePieceReader.Read(damaged, "x.model"), "x.model", new TokenizerConfig());
            }
            catch (AttuneException e)
            {
                Assert.True(e.Code is "ATT4022" or "ATT4027", e.ToString());
            }
        }
    }

    [Fact]
    public void Announced_lengths_are_not_believed()
    {
        // Field 1, with a length of 2^40 bytes.
        byte[] bytes = [0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 2, 3];
        var error = Assert.Throws<AttuneException>(() => SentencePieceReader.Read(bytes, "x.model"));
        Assert.Equal(("ATT4027", "x.model"), (error.Code, error.File));
        Assert.Contains("1099511627776", error.Fact);
    }

    [Fact]
    public void Maps_of_characters_are_checked()
    {
        foreach (var size in new uint[] { 0, 3, 4, 1024, uint.MaxValue })
        {
            var map = new byte[24];
            BinaryPrimitives.WriteUInt32LittleEndian(map, size);
            map.AsSpan(4).Fill(0xFF);
            try
            {
                var read = new Attune.Text.Tokenizers.Normalizers.CharacterMap(map);
                for (var value = 0; value < 256; value++)
                    read.Find([(byte)value, 0xFF, (byte)value]);
            }
            catch (FormatException)
            {
                Assert.NotEqual(4u, size);
            }
        }
    }
}
