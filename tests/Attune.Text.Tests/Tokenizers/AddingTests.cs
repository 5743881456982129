using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Tokenizers that are given more tokens.</summary>
public class AddingTests
{
    [Fact]
    public void Added_tokens_are_read_and_written_whole_and_the_others_stay()
    {
        var before = ByteLevel();
        var after = before.WithAddedTokens([new("<|sql|>"), new("<|end_sql|>", Special: true), new("naïve 语")]);
        var count = before.VocabularySize;
        Assert.Equal(count + 3, after.VocabularySize);
        Assert.Equal([count, count + 1, count + 2], new[] { "<|sql|>", "<|end_sql|>", "naïve 语" }.Select(token => after.TokenToId(token)!.Value));
        Assert.Equal((false, true), (after.IsSpecial(count), after.IsSpecial(count + 1)));
        const string plain = "two plus two, <|im_end|> it is four";
        Assert.Equal(before.Encode(plain).Ids, after.Encode(plain).Ids);
        Assert.Null(before.TokenToId("<|sql|>"));

        var ids = after.Encode("one<|sql|>two naïve 语<|end_sql|>").Ids;
        Assert.Equal([count, count + 2, count + 1], ids.Where(id => id >= count));
        Assert.Equal("one<|sql|>two naïve 语<|end_sql|>", after.Decode(ids, skipSpecialTokens: false));
        Assert.Equal("one<|sql|>two naïve 语", after.Decode(ids));

        // What is no special token may be said by anyone; what is may not.
        Assert.Contains(count, after.Encode("<|sql|>", parseSpecialTokens: false).Ids);
        Assert.DoesNotContain(count + 1, after.Encode("<|end_sql|>", parseSpecialTokens: false).Ids);
    }

    [Fact]
    public void A_saved_file_has_them()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = ByteLevel().WithAddedTokens([new("<|sql|>"), new("<|x|>", Special: true)]);
        tokenizer.Save(folder.File("tokenizer.json"));
        var loaded = Tokenizer.Load(folder.Path);
        const string text = "one <|sql|>two<|x|>";
        Assert.Equal(tokenizer.Encode(text).Ids, loaded.Encode(text).Ids);
        Assert.Equal(tokenizer.VocabularySize, loaded.VocabularySize);
        Assert.True(loaded.IsSpecial(loaded.TokenToId("<|x|>")!.Value));
    }

    [Theory]
    [InlineData("<|im_end|>", "ATT4170", "its id is 1")]
    [InlineData("a", "ATT4170", "in the vocabulary already")]
    [InlineData("", "ATT4171", "no characters")]
    [InlineData(" \n", "ATT4171", "no characters")]
    public void What_cannot_be_added_is_refused(string token, string code, string fact)
    {
        var mistake = Assert.Throws<AttuneException>(() => ByteLevel().WithAddedTokens([new(token)]));
        Assert.Equal(code, mistake.Code);
        Assert.Contains(fact, mistake.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_twice_is_refused()
    {
        var tokenizer = ByteLevel();
        var mistake = Assert.Throws<AttuneException>(() => tokenizer.WithAddedTokens([new("<|a|>"), new("<|a|>", Special: true)]));
        Assert.Equal("ATT4170", mistake.Code);
        Assert.Contains($"twice; its id is {tokenizer.VocabularySize}", mistake.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void Blanks_that_a_decoder_takes_away_are_refused_and_others_kept()
    {
        Assert.Equal(" x ", Spoken(ByteLevel(), " x "));
        var mistake = Assert.Throws<AttuneException>(() => Spoken(Stripping(), " x "));
        Assert.Equal("ATT4171", mistake.Code);
        Assert.Contains("blanks", mistake.Remedy, StringComparison.Ordinal);
        Assert.Equal("x>", Spoken(Stripping(), "x>"));

        static string Spoken(Tokenizer tokenizer, string token)
        {
            var after = tokenizer.WithAddedTokens([new(token)]);
            return after.Decode([after.TokenToId(token)!.Value]);
        }
    }

    private static Tokenizer ByteLevel() => ByteLevelBpeTrainer.Train(
        Enumerable.Repeat("one plus two is three, two plus two is four", 4), new BpeTrainerOptions { VocabularySize = 290, SpecialTokens = ["<|end|>", "<|im_end|>"] });

    /// <summary>Words, whose decoder takes a blank away on both sides.</summary>
    private static Tokenizer Stripping()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
             "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
             "decoder": {"type": "Strip", "content": " ", "start": 1, "stop": 1},
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "a": 1}, "unk_token": "[UNK]"}}
            """);
        return Tokenizer.Load(folder.Path);
    }
}
