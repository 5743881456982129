namespace Banking77;

[Recipe<CustomerMessage>(Base = "attune/tiny", Prompt = typeof(NameTheIntent), Epochs = 10, LearningRate = 1e-3, BatchSize = 32, WeightDecay = 0.1, MaxNewTokens = 24)]
public static partial class IntentModel
{
    [Assertion(AtLeast = 0.70)]
    static void IsTheExactIntent(CustomerMessage message, Completion answer) => answer.Should().Be(message.Category);
}
