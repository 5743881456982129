using Attune.Text.Conversations;
using Attune.Text.Masks;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Masks;

public class LossMaskTests
{
    private static readonly Message[] UserThenAssistant = [new("user", ""), new("assistant", ""), new("user", ""), new("assistant", "")];
    private static readonly Tokenizer Characters = ByteLevelBpeTrainer.Train([], new BpeTrainerOptions { SpecialTokens = ["<end>", "<turn>"] });
    private static readonly HashSet<int> End = [Characters.TokenToId("<end>")!.Value];

    [Fact]
    public void Answers_and_the_stop_tokens_that_close_them_are_learned()
    {
        var text = Text((-1, "<turn>"), (0, "hi<end>"), (-1, "<end><turn>"), (1, "yes"), (-1, "<end>\n<turn>"), (2, "more"), (-1, "<end>"), (3, "no"), (-1, "<end>"));
        Assert.Equal("yes<end>no<end>", Learned(text));
    }

    [Fact]
    public void Only_the_last_turn_when_asked()
    {
        var text = Text((0, "a"), (1, "yes"), (-1, "<end>"), (2, "b"), (3, "no"), (-1, "<end>"));
        Assert.Equal("no<end>", Learned(text, new LossMaskOptions { LastTurnOnly = true }));
    }

    [Fact]
    public void A_stop_token_behind_other_text_is_not_learned()
    {
        var text = Text((1, "yes"), (-1, "\n"), (2, "and"), (-1, "<end>"));
        Assert.Equal("yes", Learned(text));
    }

    [Theory]
    [InlineData(true, "why</t>yes \n<end>")]
    [InlineData(false, "whyyes<end>")]
    public void Template_text_that_the_model_must_write_is_learned_unless_switched_off(bool enclosed, string expected)
    {
        SpannedText text = new("why</t>yes \n<end>\n", [
            new OriginSpan(0, 3, new Origin(1, MessagePart.Reasoning)), new OriginSpan(3, 4, Origin.Template),
            new OriginSpan(7, 3, new Origin(1, MessagePart.Content)), new OriginSpan(10, 8, Origin.Template),
        ]);
        Assert.Equal(expected, Learned(text, new LossMaskOptions { EnclosedTemplateText = enclosed }));
    }

    [Fact]
    public void The_role_that_a_template_prints_is_not_learned()
    {
        SpannedText text = new("assistant:yes<end>", [
            new OriginSpan(0, 9, new Origin(1, MessagePart.Other)), new OriginSpan(9, 1, Origin.Template),
            new OriginSpan(10, 3, new Origin(1, MessagePart.Content)), new OriginSpan(13, 5, Origin.Template),
        ]);
        Assert.Equal("yes<end>", Learned(text));
    }

    [Fact]
    public void A_token_that_reaches_into_an_answer_is_learned_and_told()
    {
        var tokenizer = ByteLevelBpeTrainer.Train(["x: yes", "x: yes"], new BpeTrainerOptions { MinFrequency = 1 });
        var text = Text((0, "x"), (-1, ": "), (1, "yes"));
        var tokens = tokenizer.Encode(text);
        var mask = LossMask.ForAssistant(Conversation(text), tokens, tokenizer, new HashSet<int>());
        var straddling = Assert.Single(LossMask.FindStraddling(Conversation(text), tokens));
        Assert.Equal((2, 3, 1, true), (straddling.Place.Start, straddling.Border, straddling.MessageIndex, straddling.AtStart));
        Assert.True(mask[straddling.Index]);
        Assert.Single(mask, learned => learned);
    }

    [Fact]
    public void Parts_of_one_character_do_not_straddle()
    {
        var text = Text((0, "é"), (1, "😁"), (-1, "<end>"));
        Assert.Empty(LossMask.FindStraddling(Conversation(text), Characters.Encode(text)));
        Assert.Equal("😁😁😁😁<end>", Learned(text));
    }

    private static string Learned(SpannedText text, LossMaskOptions? options = null)
    {
        var tokens = Characters.Encode(text);
        var mask = LossMask.ForAssistant(Conversation(text), tokens, Characters, End, options);
        return string.Concat(tokens.Offsets.Where((_, index) => mask[index]).Select(place => text.Text[place.Start..place.End]));
    }

    private static RenderedConversation Conversation(SpannedText text) => new(text, UserThenAssistant, false);

    private static SpannedText Text(params (int Message, string Text)[] parts)
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
