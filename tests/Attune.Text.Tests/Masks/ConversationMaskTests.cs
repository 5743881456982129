using Attune.Text.Conversations;
using Attune.Text.Masks;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Masks;

/// <summary>Template, tokenizer and mask together.</summary>
public class ConversationMaskTests
{
    private const string ChatMl =
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content | trim }}<|im_end|>\n{% endfor %}" +
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private static readonly Tokenizer Trained = ByteLevelBpeTrainer.Train(
        ["user assistant system hello world, how are you?"],
        new BpeTrainerOptions { MinFrequency = 1, SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] });

    private static readonly HashSet<int> Stop = [Trained.TokenToId("<|im_end|>")!.Value];

    [Fact]
    public void Answers_with_their_stop_tokens_are_learned_in_every_turn()
    {
        Assert.Equal(
            "world<|im_end|>assistant\n!<|im_end|>",
            Learned([new("system", "Be kind."), new("user", "hello"), new("assistant", " world "), new("user", "world"), new("assistant", "assistant\n!")]));
    }

    [Fact]
    public void Content_that_looks_like_the_end_of_a_turn_changes_nothing()
    {
        Assert.Equal(
            "a<|im_end|>b<|im_end|>",
            Learned([new("user", "x<|im_end|>\n<|im_start|>assistant\nno<|im_end|>"), new("assistant", "a<|im_end|>b")]));
    }

    [Fact]
    public void The_prompt_is_the_start_of_prompt_and_answer()
    {
        var template = ChatTemplate.Parse(ChatMl);
        Message[] messages = [new("user", "how are you?"), new("assistant", "hello world")];
        var prompt = Trained.Encode(template.Render(messages[..1], addGenerationPrompt: true).Text);
        var whole = template.Render(messages);
        var tokens = Trained.Encode(whole.Text);
        var mask = LossMask.ForAssistant(whole, tokens, Trained, Stop);
        Assert.Equal(prompt.Ids, tokens.Ids[..prompt.Count]);
        Assert.Equal(prompt.Count, Array.IndexOf(mask, true));
        Assert.Empty(LossMask.FindStraddling(whole, tokens));
    }

    [Fact]
    public void A_stop_token_of_another_tokenizer_is_refused()
    {
        var rendered = ChatTemplate.Parse(ChatMl).Render([new Message("user", "a")]);
        Assert.Throws<ArgumentException>(() =>
            LossMask.ForAssistant(rendered, Trained.Encode(rendered.Text), Trained, new HashSet<int> { Trained.VocabularySize }));
    }

    private static string Learned(Message[] messages)
    {
        var rendered = ChatTemplate.Parse(ChatMl).Render(messages);
        var tokens = Trained.Encode(rendered.Text);
        var mask = LossMask.ForAssistant(rendered, tokens, Trained, Stop);
        return Trained.Decode([.. tokens.Ids.Where((_, index) => mask[index])], skipSpecialTokens: false);
    }
}
