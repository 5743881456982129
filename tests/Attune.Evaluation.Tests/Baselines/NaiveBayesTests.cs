namespace Attune.Evaluation.Tests.Baselines;

public sealed class NaiveBayesTests
{
    [Fact]
    public void Hand_computed_example()
    {
        // Manning, Raghavan and Schütze, "Introduction to Information Retrieval", example 13.1: the test document is "c".
        // P(c|d) ~ 3/4 * (3/7)^3 * 1/14 * 1/14 = 0.0003 beats P(j|d) ~ 1/4 * (2/9)^3 * 2/9 * 2/9 = 0.0001.
        var model = new MultinomialNaiveBayes(
        [
            ("Chinese Beijing Chinese", "c"), ("Chinese Chinese Shanghai", "c"), ("Chinese Macao", "c"), ("Tokyo Japan Chinese", "j"),
        ]);
        Assert.Equal("c", model.Predict("Chinese Chinese Chinese Tokyo Japan"));
        Assert.Equal("j", model.Predict("tokyo, JAPAN!"));
    }

    [Fact]
    public void Unknown_words_leave_the_prior() =>
        Assert.Equal("b", new MultinomialNaiveBayes([("x", "a"), ("y", "b"), ("z", "b")]).Predict("nothing known"));

    [Fact]
    public void Needs_rows() => Assert.Throws<ArgumentOutOfRangeException>(() => new MultinomialNaiveBayes([]));
}
