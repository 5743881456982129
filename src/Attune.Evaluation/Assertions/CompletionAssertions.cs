using System.Text.Json;
using Attune.Text.Datasets;
using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;

namespace Attune.Evaluation;

/// <summary>
/// Assertions on a completion: all that FluentAssertions knows of strings (<c>Be</c>, <c>Contain</c>, <c>StartWith</c>,
/// <c>MatchRegex</c>, ...) and what is special to models.
/// </summary>
public sealed class CompletionAssertions : StringAssertions<CompletionAssertions>
{
    private readonly Completion _completion;

    internal CompletionAssertions(Completion completion)
        : base(completion.Text) => _completion = completion;

    /// <inheritdoc/>
    protected override string Identifier => "completion";

    /// <summary>The answer is one JSON value of the shape of <typeparamref name="T"/>, with no text around it and no unknown properties.</summary>
    public AndWhichConstraint<CompletionAssertions, T> BeJson<T>(string because = "", params object[] becauseArgs)
    {
        var value = default(T)!;
        string? reason = null;
        try
        {
            value = RecordShapes.Parse<T>(Subject);
        }
        catch (AttuneException exception)
        {
            reason = exception.Column > 0 ? $"column {exception.Column}: {exception.Fact}" : exception.Fact;
        }

        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(reason is null)
            .FailWith("Expected {context:completion} to be a JSON " + typeof(T).Name + "{reason}, but {0} is not: {1}", Subject, reason);
        return new AndWhichConstraint<CompletionAssertions, T>(this, value);
    }

    /// <summary>The answer is one JSON value of any shape.</summary>
    public AndConstraint<CompletionAssertions> BeValidJson(string because = "", params object[] becauseArgs)
    {
        string? reason = null;
        try
        {
            using var document = JsonDocument.Parse(Subject);
        }
        catch (JsonException exception)
        {
            reason = exception.Message;
        }

        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(reason is null)
            .FailWith("Expected {context:completion} to be valid JSON{reason}, but {0} is not: {1}", Subject, reason);
        return new AndConstraint<CompletionAssertions>(this);
    }

    /// <summary>The model ended its turn itself and was not cut at the token limit.</summary>
    public AndConstraint<CompletionAssertions> BeFinished(string because = "", params object[] becauseArgs)
    {
        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(_completion.FinishReason != "length")
            .FailWith("Expected {context:completion} to end by itself{reason}, but {0} was cut at the token limit.", Subject);
        return new AndConstraint<CompletionAssertions>(this);
    }
}
