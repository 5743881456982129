using Attune.Text.Datasets;

namespace Attune.Evaluation;

/// <summary>What the model wrote for one row.</summary>
public sealed class Completion
{
    /// <summary>Wraps an answer.</summary>
    /// <param name="text">The text, without the stop token.</param>
    /// <param name="finishReason"><c>stop</c> where the model ended its turn, <c>length</c> where it was cut.</param>
    public Completion(string text, string? finishReason = null)
    {
        Text = text;
        FinishReason = finishReason;
    }

    /// <summary>The text, without the stop token.</summary>
    public string Text { get; }

    /// <summary><c>stop</c> where the model ended its turn, <c>length</c> where it was cut, null where unknown.</summary>
    public string? FinishReason { get; }

    /// <summary>Reads the answer as a type that a dataset uses; no reflection.</summary>
    /// <exception cref="AttuneException">The answer is not one JSON value of that shape.</exception>
    public T As<T>() => typeof(T) == typeof(string) ? (T)(object)Text : RecordShapes.Parse<T>(Text);

    /// <summary>Begins an assertion: <c>answer.Should().Contain("...")</c>.</summary>
    public CompletionAssertions Should() => new(this);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
