using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>Rules for datasets whose answers are labels.</summary>
public sealed class LabelRuleTests
{
    [Fact]
    public void A_label_outside_the_declared_ones_is_an_error_at_its_place()
    {
        var rows = new CheckedDataset
        {
            Train = [Row("Where is my card?", "card_arrival"), Row("My card is gone!", "lost card"), Row("Give me money.", "refund")],
            Options = new() { Labels = ["card_arrival", "lost_card"] },
            Encode = false,
        };
        Assert.Equal(
            [
                "train.jsonl(2,32): error ATT3062: 'lost card' is none of the 2 labels. Did you mean 'lost_card'?",
                "train.jsonl(3,30): error ATT3062: 'refund' is none of the 2 labels. Use one of card_arrival, lost_card, or declare it.",
            ],
            rows.Findings());
        Assert.Empty((rows with { Train = rows.Train[..1] }).Findings());
    }

    [Fact]
    public void One_question_with_two_labels_is_a_conflict()
    {
        var rows = Labelled(60);
        rows[50] = Row(QuestionOf(7).ToUpperInvariant(), "b");
        Assert.Equal(
            ["train.jsonl(51,64): warning ATT3063: The same question has the answer 'b' here and 'a' at train.jsonl(8). Correct one of them, or delete both."],
            Without(rows, "ATT3077"));
        Assert.Empty(Without(Labelled(60), ""));
    }

    [Fact]
    public void Json_answers_conflict_too_and_free_text_does_not()
    {
        Assert.Equal(
            ["""train.jsonl(2,26): warning ATT3063: The same question has the answer '{"x":2}' here and '{"x":1}' at train.jsonl(1). Correct one of them, or delete both."""],
            new CheckedDataset { Train = [Row("What is x?", """{"x":1}"""), Row("What is x?", """{"x":2}""")] }.Findings());
        Assert.Empty(new CheckedDataset { Train = [Row("Tell me a joke.", "A horse enters a bar."), Row("Tell me a joke.", "Why the long face?")] }.Findings());
    }

    [Fact]
    public void A_label_that_only_held_out_rows_have_cannot_be_learned() => Assert.Equal(
        ["test.jsonl(2,37): warning ATT3064: No row that is trained on has the label 'c', and 1 held-out rows have. Add rows of that label, or choose the held-out rows by another seed."],
        new CheckedDataset { Train = Labelled(60), Test = [Row("Is it raining in Oslo?", "a"), Row("What is the time now?", "c")], Encode = false }.Findings());

    [Fact]
    public void A_label_of_nearly_all_rows_and_a_label_of_nearly_none_are_named()
    {
        var most = Enumerable.Range(0, 60).Select(i => Row(QuestionOf(i), i % 20 == 19 ? "b" : "a")).ToArray();
        Assert.Equal(
            ["train.jsonl(1,64): warning ATT3065: The label 'a' is the answer of 57 of 60 rows that are trained on: answering it always is right as often. Add rows of the other labels, or leave some of this one out."],
            Without(most, ""));
        var rare = Enumerable.Range(0, 121).Select(i => Row(QuestionOf(i), i == 90 ? "c" : i % 3 == 0 ? "a" : "b")).ToArray();
        var finding = Assert.Single(Without(rare, ""));
        Assert.StartsWith("train.jsonl(91,", finding);
        Assert.Contains("warning ATT3065: The label 'c' has 1 of 121 rows that are trained on; half of the labels have 40 or more.", finding);
    }

    private static string QuestionOf(int i) => $"{Word(i * 7 + 3)} {Word(i * 13 + 5)} goes with {Word(i * 29 + 11)} and {Word(i * 3 + 1)}?".PadLeft(48, 'x');

    private static string[] Labelled(int count) => [.. Enumerable.Range(0, count).Select(i => Row(QuestionOf(i), i % 2 == 0 ? "b" : "a"))];

    private static string[] Without(string[] rows, string code) =>
        [.. new CheckedDataset { Train = rows, Encode = false }.Findings().Where(line => code.Length == 0 || !line.Contains(code))];
}
