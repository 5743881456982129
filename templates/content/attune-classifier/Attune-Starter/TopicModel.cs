namespace Attune_Starter;

[Prompt<CustomerMessage>(System = "Name the topic of the message.", User = "{{ text }}")]
public static partial class NameTheTopic;

[Recipe<CustomerMessage>(Base = "attune/tiny", Prompt = typeof(NameTheTopic), Epochs = 6, LearningRate = 5e-3, MaxNewTokens = 8)]
[Lora(Rank = 8)]
public static partial class TopicModel
{
    [Assertion(AtLeast = 0.90)]
    static void IsTheExactTopic(CustomerMessage message, Completion answer) => answer.Should().Be(message.Topic);
}
