using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

public class MergeDropoutTests
{
    private static readonly Tokenizer Trained = ByteLevelBpeTrainer.Train(["the cat sat on the mat", "the hat"], new BpeTrainerOptions { MinFrequency = 1 });

    [Fact]
    public void Without_chance_nothing_is_left_out() =>
        Assert.Equal(Trained.Encode("the cat").Ids, Trained.WithMergeDropout(new Random(1), 0).Encode("the cat").Ids);

    [Fact]
    public void With_certainty_nothing_merges() =>
        Assert.Equal("the cat".Length, Trained.WithMergeDropout(new Random(1), 1).Encode("the cat").Count);

    [Fact]
    public void Splits_differ_and_repeat_with_the_seed()
    {
        var (one, other) = (Splits(7), Splits(7));
        Assert.Equal(one, other);
        Assert.True(one.Distinct().Count() > 5, "the same splits again and again");
        Assert.NotEqual(one, Splits(8));
    }

    [Fact]
    public void Any_split_decodes_to_the_text()
    {
        var dropping = Trained.WithMergeDropout(new Random(3), 0.5);
        for (var run = 0; run < 50; run++)
            Assert.Equal("the cat sat on the mat", dropping.Decode(dropping.Encode("the cat sat on the mat").Ids));
    }

    [Fact]
    public void A_probability_is_asked_for()
    {
        Assert.Throws<InvalidOperationException>(() => Trained.WithMergeDropout(new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.WithMergeDropout(new Random(1), 1.1));
    }

    private static List<string> Splits(int seed)
    {
        var dropping = Trained.WithMergeDropout(new Random(seed), 0.3);
        return [.. Enumerable.Range(0, 30).Select(_ => string.Join(' ', dropping.Encode("the cat sat on the mat").Ids))];
    }
}
