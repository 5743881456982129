using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>Rules for answers that nobody wrote, wrote too often, or that were cut.</summary>
public sealed class AnswerRuleTests
{
    [Theory]
    [InlineData("N/A", "The answer is 'N/A', a placeholder. Write the answer, or delete the row.")]
    [InlineData("TODO", "The answer is 'TODO', a placeholder. Write the answer, or delete the row.")]
    [InlineData("...", "The answer is '...', a placeholder. Write the answer, or delete the row.")]
    [InlineData("As an AI language model, I have no taste.", "The answer says 'As an AI language model', which is boilerplate. Write the answer itself, or delete the row.")]
    [InlineData("Lorem ipsum dolor sit amet.", "The answer says 'Lorem ipsum', which is boilerplate. Write the answer itself, or delete the row.")]
    public void Placeholders_and_boilerplate_are_named(string answer, string message) => Assert.Equal(
        [$"train.jsonl(1,30): warning ATT3066: {message}"], Checked([Row("Which is best?", answer)]));

    [Theory]
    [InlineData("None of them is.")]
    [InlineData("A language model writes text.")]
    [InlineData("Put TODO into the comment, and it will be found.")]
    public void What_only_looks_like_one_says_nothing(string answer) => Assert.Empty(Checked([Row("Which is best?", answer)]));

    [Fact]
    public void As_a_label_none_is_a_label() =>
        Assert.Empty(Checked([.. Enumerable.Range(0, 60).Select(i => Row($"{Word(i * 7)} {Word(i * 13)} {Word(i * 29)} {Word(i)}", i % 3 == 0 ? "none" : i % 3 == 1 ? "some" : "all"))]));

    [Fact]
    public void One_answer_to_many_questions_is_named_once()
    {
        var rows = Clean(80);
        for (var i = 20; i < 32; i++)
            rows[i] = Row($"Tell me about {Word(i * 7)} and {Word(i * 13)} in {Word(i * 29)}.", "Please ask our customer service about it.");
        Assert.Equal(
            ["train.jsonl(21,58): warning ATT3067: 12 of 80 rows have this same answer, 'Please ask our customer service about it.'. See whether it answers all of them; leave most of such rows out."],
            Checked(rows).Where(line => !line.Contains("ATT3077")));
        Assert.DoesNotContain(Checked(rows[..29]), line => line.Contains("ATT3067"));
    }

    [Fact]
    public void Texts_that_all_end_at_the_greatest_length_look_cut()
    {
        var rows = Clean(40);
        for (var i = 10; i < 14; i++)
            rows[i] = Row($"Tell me all about {Word(i * 7)}.", Prose(i, 255));
        var cut = Assert.Single(Checked(rows));
        Assert.StartsWith("train.jsonl(11,", cut);
        Assert.EndsWith("warning ATT3068: 4 texts of 'a' end inside a sentence after exactly 255 characters, the longest of the column: they look cut. Export the data again without a limit of the column's length.", cut);

        // Whole sentences of one length, and long texts of several lengths, are natural.
        for (var i = 10; i < 14; i++)
            rows[i] = Row($"Tell me all about {Word(i * 7)}.", Prose(i, 254) + ".");
        Assert.Empty(Checked(rows));
        for (var i = 10; i < 14; i++)
            rows[i] = Row($"Tell me all about {Word(i * 7)}.", Prose(i, 249 + i));
        Assert.Empty(Checked(rows));
    }

    private static string Prose(int seed, int length) =>
        string.Join(' ', Enumerable.Range(0, 200).Select(i => Word((seed * 1000) + (i * 37))))[..(length - 1)] + "x";

    private static string[] Checked(string[] rows) => new CheckedDataset { Train = rows, Encode = false }.Findings();
}
