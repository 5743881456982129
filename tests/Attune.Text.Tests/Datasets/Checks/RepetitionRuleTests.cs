using Attune.Text.Datasets.Checks;
using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>Rules that compare rows with one another.</summary>
public sealed class RepetitionRuleTests
{
    private const string Question = "How long does it take until a card that I ordered by post arrives at home?";

    [Fact]
    public void The_same_row_twice_is_an_error() => Assert.Equal(
        ["train.jsonl(3,1): error ATT3055: The row is the same as train.jsonl(1). Delete one of them."],
        Checked([Row(Question, "Five days."), Row("Is it raining in Oslo?", "No."), Row(Question, "Five days.")]));

    [Fact]
    public void The_same_row_in_both_files_is_an_error() => Assert.Equal(
        ["test.jsonl(1,1): error ATT3056: The held-out row asks the same as train.jsonl(2), which is trained on. Delete one of them, or put both in one file."],
        Checked([Row("Is it raining in Oslo?", "No."), Row(Question, "Five days.")], [Row(Question, "A week.")]));

    [Fact]
    public void Nearly_the_same_row_names_both_lines_and_the_similarity()
    {
        Assert.Equal(
            ["train.jsonl(2,1): warning ATT3077: The row is nearly the same as train.jsonl(1) (similarity 0.85). Delete one of them, unless the difference is what the model is to learn."],
            Checked([Row(Question, "Five days."), Row(Question.Replace("I ordered", "we ordered"), "Five days.")]));
        Assert.Equal(
            ["train.jsonl(2,1): warning ATT3077: The row is nearly the same as train.jsonl(1) (similarity 1.00). Delete one of them, unless the difference is what the model is to learn."],
            Checked([Row(Question, "Five days."), Row("how long does it take, until a card that I ordered by post arrives at home", "Five days!")]));
    }

    [Theory]
    [InlineData("How long does it take until a card that I cancelled by phone stops working?", "Five days.")]
    [InlineData("How long does it take until a card that we ordered by post arrives at home?", "A whole week, sometimes more.")]
    public void Another_question_or_another_answer_is_another_row(string question, string answer) =>
        Assert.Empty(Checked([Row(Question, "Five days."), Row(question, answer)]));

    [Fact]
    public void Rows_that_share_a_long_document_and_ask_different_things_are_different()
    {
        var document = string.Join(' ', Enumerable.Range(0, 60).Select(Word));
        var fields = new[] { "Who founded it?", "When was that?" }.Select(question => new[]
        {
            new RowField("document", document, 1, 1, FieldRole.Input), new RowField("question", question, 1, 1, FieldRole.Input), new RowField("answer", "In the north.", 1, 1, FieldRole.Answer),
        });
        var rows = fields.Select((row, index) => new CheckedRow { File = "f", Line = index + 1, Part = DatasetPart.Train, Question = document + row[1].Text, Answer = "In the north.", Fields = row });
        Assert.Empty(DatasetChecks.Run([.. rows], new DatasetCheckOptions()).Findings);
    }

    [Fact]
    public void Nearly_the_same_question_in_both_files_is_a_leak_whatever_its_answer()
    {
        Assert.Equal(
            ["test.jsonl(1,1): warning ATT3078: The held-out row asks nearly the same as train.jsonl(1), which is trained on (similarity 0.85). Put both in one part, or delete one."],
            Checked([Row(Question, "Five days.")], [Row(Question.Replace("I ordered", "we ordered"), "A week.")]));
        Assert.Empty(Checked([Row(Question, "Five days.")], [Row("How much does it cost when a card that I ordered is lost on its way?", "Five days.")]));
    }

    [Fact]
    public void Long_texts_are_compared_by_a_sample_that_is_the_same_in_both()
    {
        var text = string.Join(' ', Enumerable.Range(0, 5000).Select(Word));
        var changed = text.Replace(Word(100), "other", StringComparison.Ordinal);
        var finding = Assert.Single(Checked([Row(text, "Yes."), Row(changed, "Yes.")]));
        Assert.Contains("ATT3077", finding);
        Assert.Empty(Checked([Row(text, "Yes."), Row(string.Join(' ', Enumerable.Range(9000, 5000).Select(Word)), "Yes.")]));
    }

    [Fact]
    public void The_same_rows_give_the_same_findings_and_many_alike_stay_linear()
    {
        // Every row shares most of its bands with thousands of others: the worst case for the index.
        var rows = Enumerable.Range(0, 4000).Select(i => Row($"{Question} {Word(i * 7919)} {Word(i * 104729)} {Word(i)}", $"{Word(i * 31)} {Word(i)}.")).ToArray();
        var first = Checked(rows, encode: false);
        Assert.Equal(first, Checked(rows, encode: false));
    }

    private static string[] Checked(string[] train, string[]? test = null, bool encode = true) =>
        new CheckedDataset { Train = train, Test = test ?? [], Encode = encode }.Findings();
}
