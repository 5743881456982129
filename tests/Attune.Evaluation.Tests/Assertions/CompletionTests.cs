using Attune.Text.Datasets;
using FluentAssertions;

namespace Attune.Evaluation.Tests.Assertions;

public sealed class CompletionTests
{
    public sealed record Point(int X, int Y);

    public CompletionTests() => RecordShapes.Register(new RecordShape<Point>(
        nameof(Point),
        value => new Point(value.Required("x").AsInt32(), value.Required("y").AsInt32()),
        (writer, point) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("x", point.X);
            writer.WriteNumber("y", point.Y);
            writer.WriteEndObject();
        }));

    [Fact]
    public void Json_of_the_shape_passes_and_can_be_looked_into() =>
        new Completion("""{"x": 1, "y": 2}""").Should().BeJson<Point>().Which.Y.Should().Be(2);

    [Theory]
    [InlineData("""{"x": 1}""")]
    [InlineData("""{"x": 1, "y": "two"}""")]
    [InlineData("""{"x": 1, "y": 2} and more""")]
    [InlineData("""Sure: {"x": 1, "y": 2}""")]
    [InlineData("")]
    public void Anything_else_fails_with_the_answer_in_the_reason(string answer)
    {
        var verdict = AssertionVerdict.Of<int>((_, completion) => completion.Should().BeJson<Point>(), 0, new Completion(answer));
        Assert.False(verdict.Passed);
        Assert.Contains("JSON Point", verdict.Reason);
        Assert.Contains(answer, verdict.Reason!.Replace("\"\"", "\""));
    }

    [Fact]
    public void A_passing_assertion_has_no_reason() =>
        Assert.Equal(new AssertionVerdict(true, null), AssertionVerdict.Of<int>((_, answer) => answer.Should().Contain("b"), 0, new Completion("abc")));

    [Fact]
    public void Reasons_of_equivalence_leave_out_the_settings()
    {
        var verdict = AssertionVerdict.Of<int>(
            (_, answer) => answer.As<Point>().Should().BeEquivalentTo(new Point(1, 3)), 0, new Completion("""{"x": 1, "y": 2}"""));
        Assert.False(verdict.Passed);
        Assert.Contains("Y", verdict.Reason);
        Assert.DoesNotContain("configuration", verdict.Reason);
    }

    [Fact]
    public void An_answer_that_cannot_be_read_fails_and_a_mistake_in_the_assertion_names_its_type()
    {
        Assert.False(AssertionVerdict.Of<int>((_, answer) => answer.As<Point>(), 0, new Completion("no")).Passed);
        var verdict = AssertionVerdict.Of<int>((_, _) => throw new InvalidOperationException("oops"), 0, new Completion(""));
        Assert.Equal("InvalidOperationException: oops", verdict.Reason);
    }

    [Fact]
    public void A_cut_answer_is_not_finished()
    {
        Assert.True(AssertionVerdict.Of<int>((_, answer) => answer.Should().BeFinished(), 0, new Completion("a", "stop")).Passed);
        Assert.False(AssertionVerdict.Of<int>((_, answer) => answer.Should().BeFinished(), 0, new Completion("a", "length")).Passed);
    }

    [Fact]
    public void Cancellation_is_not_a_failed_assertion() => Assert.Throws<OperationCanceledException>(
        () => AssertionVerdict.Of<int>((_, _) => throw new OperationCanceledException(), 0, new Completion("")));
}
