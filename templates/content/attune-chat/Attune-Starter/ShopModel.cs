namespace Attune_Starter;

[Recipe<Chat>(Base = "attune/tiny", Epochs = 6, LearningRate = 5e-3)]
[Lora(Rank = 8)]
public static partial class ShopModel
{
    [Assertion(AtLeast = 0.95)]
    static void IsShort(Chat chat, Completion answer) => answer.Text.Length.Should().BeInRange(1, 120);

    [Assertion(AtLeast = 0.85)]
    static void SaysWhatTheShopSays(Chat chat, Completion answer) =>
        answer.Should().Be(chat.Conversation.Messages[^1].Content);
}
