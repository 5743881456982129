namespace NaturalLanguageQuery;

[Prompt<Question>(System = "Translate the question into a query.", User = "{{ text }}")]
public static partial class AskForQuery;

[Recipe<Question>(Base = "attune/tiny", Prompt = typeof(AskForQuery), Epochs = 12, LearningRate = 5e-3)]
[Lora(Rank = 8)]
public static partial class QueryModel
{
    [Assertion(AtLeast = 0.98)]
    static void IsAQuery(Question question, Completion answer) => answer.Should().BeJson<Query>();

    [Assertion(AtLeast = 0.90)]
    static void IsTheExpectedQuery(Question question, Completion answer) =>
        answer.As<Query>().Should().BeEquivalentTo(question.Query);
}
