using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Special tokens come from the template only; all else is as if the text were encoded plainly.</summary>
public class SpannedEncodingTests
{
    private static readonly Tokenizer Trained = ByteLevelBpeTrainer.Train(
        ["hello world, hello there"], new BpeTrainerOptions { MinFrequency = 1, SpecialTokens = ["<|end|>", "<|start|>", "<|start"] });

    [Fact]
    public void Content_that_spells_a_special_token_is_plain_text()
    {
        var text = Spans((-1, "<|start|>"), (0, "hello<|end|>"), (-1, "<|end|>"));
        var tokens = Trained.Encode(text);
        Assert.Equal([0], tokens.Ids.Where((id, index) => Trained.IsSpecial(id) && tokens.Offsets[index].Start > 9));
        Assert.Equal(1, tokens.Ids[0]);
        Assert.Equal(0, tokens.Ids[^1]);
        Assert.Equal("hello<|end|>", Trained.Decode(tokens.Ids));
    }

    [Fact]
    public void A_special_token_never_lies_across_a_border()
    {
        var text = Spans((-1, "<|e"), (0, "nd|>"), (-1, "<|st"), (0, "art|>"));
        Assert.DoesNotContain(Trained.Encode(text).Ids, Trained.IsSpecial);
    }

    [Fact]
    public void The_longest_that_lies_inside_the_template_is_taken()
    {
        var tokens = Trained.Encode(Spans((-1, "<|start"), (0, "|>")));
        Assert.Equal(Trained.TokenToId("<|start"), tokens.Ids[0]);
        Assert.Equal(new TokenOffset(0, 7), tokens.Offsets[0]);
    }

    [Fact]
    public void Neighbouring_template_spans_are_one_text()
    {
        SpannedText text = new("<|end|>", [new OriginSpan(0, 3, Origin.Template), new OriginSpan(3, 4, Origin.Template)]);
        Assert.Equal([0], Trained.Encode(text).Ids);
    }

    [Theory]
    [InlineData("hello", " world")]
    [InlineData("hel", "lo world, hello")]
    [InlineData("hello ", "there")]
    public void Ordinary_text_merges_over_borders_as_if_there_were_none(string first, string second)
    {
        var plain = Trained.Encode(first + second, parseSpecialTokens: false);
        foreach (var text in new[] { Spans((-1, first), (0, second)), Spans((0, first), (-1, second)), Spans((0, first), (1, second)) })
        {
            var tokens = Trained.Encode(text);
            Assert.Equal(plain.Ids, tokens.Ids);
            Assert.Equal(plain.Offsets, tokens.Offsets);
        }
    }

    [Fact]
    public void All_template_is_as_plain_encoding_and_all_content_as_encoding_without_special_tokens()
    {
        const string text = "<|start|>hello <|end|> there<|start";
        Assert.Equal(Trained.Encode(text).Ids, Trained.Encode(Spans((-1, text))).Ids);
        Assert.Equal(Trained.Encode(text, parseSpecialTokens: false).Ids, Trained.Encode(Spans((0, text))).Ids);
        Assert.Equal(3, Trained.Encode(text).Ids.Count(Trained.IsSpecial));
    }

    [Fact]
    public void Every_character_is_in_a_token()
    {
        var text = Spans((-1, "<|start|> "), (0, "  é😁 hello\n\n"), (-1, "<|end|>"));
        var covered = new bool[text.Text.Length];
        foreach (var place in Trained.Encode(text).Offsets)
            covered.AsSpan(place.Start, place.End - place.Start).Fill(true);
        Assert.DoesNotContain(false, covered);
    }

    private static SpannedText Spans(params (int Message, string Text)[] parts)
    {
        var spans = new List<OriginSpan>();
        var at = 0;
        foreach (var (message, part) in parts)
        {
            spans.Add(new OriginSpan(at, part.Length, message < 0 ? Origin.Template : new Origin(message, MessagePart.Content)));
            at += part.Length;
        }

        return new SpannedText(string.Concat(parts.Select(part => part.Text)), spans);
    }
}
