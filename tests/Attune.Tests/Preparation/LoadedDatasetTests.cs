using Attune.Preparation;

namespace Attune.Tests.Preparation;

/// <summary>Rows are read again and again, and are the same each time.</summary>
public sealed class LoadedDatasetTests
{
    private static string Row(int number) => $$"""{"question": "what is {{number * 7919}} and {{number * 31}}", "answer": "it is {{number * 13}}"}""";

    [Fact]
    public void Tokens_are_on_the_disk_until_the_recipe_is_done_with()
    {
        using var recipe = new QuestionRecipe(Row(1), Row(2));
        var prepared = recipe.Prepare();
        var file = Assert.Single(Directory.GetFiles(recipe.PathOf(".attune/work")));
        Assert.Equal(file, prepared.Train.Path);
        prepared.Dispose();
        Assert.Empty(Directory.GetFiles(recipe.PathOf(".attune/work")));
    }

    [Fact]
    public void What_a_killed_run_left_is_deleted_and_what_another_run_uses_is_not()
    {
        using var recipe = new QuestionRecipe(Row(1), Row(2));
        Directory.CreateDirectory(recipe.PathOf(".attune/work"));
        File.WriteAllText(recipe.PathOf(".attune/work/examples-old.tmp"), "left");
        using var first = recipe.Prepare();
        using var second = recipe.Prepare();
        Assert.Equal(new[] { first.Train.Path, second.Train.Path }.Order(), Directory.GetFiles(recipe.PathOf(".attune/work")).Order());
        Assert.Equal(first.Train[1].TokenIds, second.Train[1].TokenIds);
    }

    [Fact]
    public void Held_out_rows_are_kept_only_where_they_are_evaluated()
    {
        using var recipe = new QuestionRecipe([.. Enumerable.Range(1, 60).Select(Row)]) { TestFraction = 0.2 };
        using var check = recipe.Prepare();
        using var tuning = recipe.Prepare(out _, PreparationUse.Evaluation);
        Assert.Empty(check.Test);
        Assert.Equal(check.Rows.TestRows, tuning.Test.Count);
        Assert.InRange(tuning.Test.Count, 3, 25);
        Assert.Equal(60, tuning.Test.Count + tuning.Train.Count);
        Assert.Equal(check.Inputs, tuning.Inputs);
        Assert.Equal(Enumerable.Range(1, 60), tuning.Rows.Rows().Select(row => row.Data.Line));
    }

    [Fact]
    public void A_file_that_changes_meanwhile_is_an_error()
    {
        using var recipe = new QuestionRecipe(Row(1), Row(2));
        using var prepared = recipe.Prepare();
        recipe.Write(Row(1), Row(2), Row(3));
        Assert.Equal("ATT3029", Assert.Throws<AttuneException>(() => prepared.Rows.Rows().Count()).Code);
    }

    [Fact]
    public void What_the_row_type_itself_refuses_is_an_error_at_the_row()
    {
        using var recipe = new QuestionRecipe(Row(1), """{"question": "a", "answer": ""}""", Row(3));
        var dataset = recipe.Recipe().Dataset;
        var picky = dataset with
        {
            Shape = dataset.Shape with { Read = value => dataset.Shape.Read(value) is { Answer.Length: > 0 } row ? row : throw new ArgumentException("An answer is needed.") },
        };
        var line = Assert.Single(Assert.Throws<ProblemsException>(() => LoadedDataset<QuestionRow>.Open(picky, new ProjectPlace(recipe.PathOf(""), _ => null))).Lines);
        Assert.StartsWith(recipe.PathOf("rows.jsonl") + "(2,1): error ATT3031: The code of QuestionRow does not take the row: ArgumentException: An answer is needed.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void All_rows_that_do_not_fit_are_named_those_of_both_files()
    {
        using var recipe = new QuestionRecipe(Row(1), """{"question": 1, "answer": "b"}""") { TestPath = "test.jsonl" };
        File.WriteAllText(recipe.PathOf("test.jsonl"), """{"question": "a"}""");
        var lines = Assert.Throws<ProblemsException>(() => recipe.Prepare()).Lines;
        Assert.Equal(2, lines.Count);
        Assert.StartsWith(recipe.PathOf("rows.jsonl") + "(2,14): error ATT3011", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(recipe.PathOf("test.jsonl") + "(1,1): error ATT3010", lines[1], StringComparison.Ordinal);
    }
}
