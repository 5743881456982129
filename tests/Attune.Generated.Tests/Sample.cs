using Attune.Evaluation;
using FluentAssertions;

namespace Attune.Generated.Tests;

/// <summary>The sample of the architecture page.</summary>
[Dataset("data/questions.jsonl", TestFraction = 0.1)]
public sealed partial record Question(string Text, [property: Completion] Query Query);

public enum Calculation
{
    Count,
    Maximum,
    P95,
}

public sealed record Filter(string Column, string Value);

public sealed record Query(Calculation Calculate, string? Column, Filter[] Filters, string[] Breakdowns);

[Prompt<Question>(System = "Translate the question into a query.", User = "{{ text }}")]
public static partial class AskForQuery;

[Recipe<Question>(Base = "attune/tiny", Prompt = typeof(AskForQuery), Epochs = 3, LearningRate = 2e-3)]
[Lora(Rank = 8)]
public static partial class QueryModel
{
    [Assertion(AtLeast = 0.98)]
    private static void IsAQuery(Question question, Completion answer) => answer.Should().BeJson<Query>();

    [Assertion(AtLeast = 0.90)]
    private static void IsTheExpectedQuery(Question question, Completion answer) =>
        answer.As<Query>().Should().BeEquivalentTo(question.Query);
}
