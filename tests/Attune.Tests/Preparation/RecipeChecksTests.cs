using Attune.Preparation;
using Attune.Tensors;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Tuning;

namespace Attune.Tests.Preparation;

/// <summary>What the rules see of a recipe's rows, and the key of what was prepared.</summary>
public sealed class RecipeChecksTests
{
    private const string First = """{"question": "where is my card", "answer": "on its way"}""";
    private const string Second = """{"question": "what is the time", "answer": "noon"}""";

    [Fact]
    public void Findings_stand_at_the_field_of_the_file_and_fields_that_no_prompt_reads_are_left_alone()
    {
        using var recipe = new QuestionRecipe(First, """{"note": "&amp; ", "question": "what is the time", "answer": "noon &amp; later"}""");
        var finding = Assert.Single(recipe.Prepare().Checks.Findings);
        Assert.Equal($"{recipe.PathOf("rows.jsonl")}(2,62): warning ATT3075: 'answer' has the HTML entity '&amp;' in plain text. Decode entities when the data is made.", finding.ToString());
    }

    [Fact]
    public void Errors_stop_the_preparation_with_every_line()
    {
        using var recipe = new QuestionRecipe(First, Second, First, Second);
        var problems = Assert.Throws<ProblemsException>(() => recipe.Prepare());
        Assert.Equal(
            [
                $"{recipe.PathOf("rows.jsonl")}(3,1): error ATT3055: The row is the same as {recipe.PathOf("rows.jsonl")}(1). Delete one of them.",
                $"{recipe.PathOf("rows.jsonl")}(4,1): error ATT3055: The row is the same as {recipe.PathOf("rows.jsonl")}(2). Delete one of them.",
            ],
            problems.Lines);
        File.WriteAllText(recipe.PathOf(".editorconfig"), "root = true\n[*.jsonl]\ndotnet_diagnostic.ATT3055.severity = warning\n");
        Assert.Equal(2, recipe.Prepare(out var project).Checks.Findings.Count(finding => finding.Severity == RuleSeverity.Warning));
        Assert.Contains(recipe.PathOf(".editorconfig"), project.ReadFiles);
    }

    [Fact]
    public void Labels_come_from_the_attribute_and_from_a_file()
    {
        using var recipe = new QuestionRecipe(First, Second) { Labels = ["noon"], LabelsFile = "labels.json" };
        File.WriteAllText(recipe.PathOf("labels.json"), """["midnight"]""");
        var problems = Assert.Throws<ProblemsException>(() => recipe.Prepare());
        Assert.Equal([$"{recipe.PathOf("rows.jsonl")}(1,44): error ATT3062: 'on its way' is none of the 2 labels. Use one of noon, midnight, or declare it."], problems.Lines);
        File.WriteAllText(recipe.PathOf("labels.json"), """["on its way"]""");
        Assert.Empty(recipe.Prepare(out var project).Checks.Findings);
        Assert.Contains(recipe.PathOf("labels.json"), project.ReadFiles);
        recipe.LabelsFile = "labels.txt";
        File.WriteAllText(recipe.PathOf("labels.txt"), "on its way\n\nmidnight\n");
        Assert.Empty(recipe.Prepare().Checks.Findings);
    }

    [Theory]
    [InlineData("""["a", 1]""", 1)]
    [InlineData("[\"a\",\n oops]", 2)]
    [InlineData("""{"a": 1}""", 1)]
    public void A_file_that_is_no_list_of_labels_is_an_error_in_it(string json, int line)
    {
        using var recipe = new QuestionRecipe(First) { LabelsFile = "labels.json" };
        File.WriteAllText(recipe.PathOf("labels.json"), json);
        var error = Assert.Throws<AttuneException>(() => recipe.Prepare());
        Assert.Equal(("ATT3112", recipe.PathOf("labels.json"), line), (error.Code, error.File, error.Line));
    }

    [Fact]
    public void A_row_within_the_truncation_budget_is_cut_to_the_context_and_named()
    {
        var long_ = $$"""{"question": "what is the time", "answer": "{{string.Join(' ', Enumerable.Repeat("later than noon", 40))}}"}""";
        using var recipe = new QuestionRecipe(First, long_);
        recipe.Options.ContextLength = 64;
        Assert.Contains("error ATT3054", Assert.Throws<ProblemsException>(() => recipe.Prepare()).Lines[0]);
        recipe.Options.MaxTruncatedRows = 1;
        var prepared = recipe.Prepare();
        Assert.Equal([false, true], prepared.Train.Select(row => row.TokenIds.Length == 64));
        Assert.Equal(64, prepared.Train[1].LossMask.Length);
        Assert.Contains("MaxTruncatedRows = 1 allows it", Assert.Single(prepared.Checks.Findings).ToString());
        Assert.Equal(1, prepared.Checks.Statistics.TooLongRows);
    }

    [Fact]
    public void The_key_covers_data_template_tokenizer_and_mask_and_not_severities()
    {
        using var recipe = new QuestionRecipe(First, Second);
        var before = recipe.Prepare().Inputs;
        File.WriteAllText(recipe.PathOf(".editorconfig"), "root = true\n[*.jsonl]\ndotnet_diagnostic.ATT3055.severity = none\n");
        Assert.Equal(before, recipe.Prepare().Inputs);

        recipe.Write(First, Second.Replace("noon", "midnight"));
        Assert.Equal(["rows or prompt"], before.DifferencesFrom(recipe.Prepare().Inputs));
        recipe.Write(First, Second);

        var template = File.ReadAllText(recipe.PathOf("base/chat_template.jinja"));
        File.WriteAllText(recipe.PathOf("base/chat_template.jinja"), template + "{# the same text #}");
        Assert.Equal(["base model", "chat template"], before.DifferencesFrom(recipe.Prepare().Inputs));
        File.WriteAllText(recipe.PathOf("base/chat_template.jinja"), template);

        File.AppendAllText(recipe.PathOf("base/tokenizer.json"), " ");
        Assert.Equal(["base model"], before.DifferencesFrom(recipe.Prepare().Inputs));
    }

    [Fact]
    public void A_base_whose_generation_settings_stop_on_another_token_than_its_template_writes_is_an_error()
    {
        using var recipe = new QuestionRecipe(First);
        foreach (var (file, from, to) in new[]
        {
            ("config.json", "2,\n    0\n", "0\n"), ("generation_config.json", "[2, 0]", "[0]"), ("tokenizer_config.json", "\"eos_token\": \"<|im_end|>\"", "\"eos_token\": \"<|endoftext|>\""),
        })
        {
            var path = recipe.PathOf("base/" + file);
            var text = File.ReadAllText(path);
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        }

        var line = Assert.Single(Assert.Throws<ProblemsException>(() => recipe.Prepare()).Lines);
        Assert.StartsWith($"{recipe.PathOf("rows.jsonl")}(1,44): error ATT3052: The last supervised token is ", line);
        Assert.Contains("mend the base model's generation_config.json", line);
    }

    [Fact]
    public void An_adapter_that_could_not_be_merged_is_refused_at_the_recipe_before_anything_is_trained()
    {
        using var recipe = new QuestionRecipe(First) { Targets = ["embed_tokens"] };
        using var backend = new CpuBackend(1);
        var error = Assert.Throws<AttuneException>(() => Tuner.LoadTrainable(recipe.Prepare(), backend));
        Assert.Equal(("ATT4159", recipe.PathOf("Recipe.cs"), 7), (error.Code, error.File, error.Line));
    }

    [Fact]
    public void The_key_covers_which_tokens_are_learned()
    {
        const string source = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|><|endoftext|>{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
        using var recipe = new QuestionRecipe(First, Second) { ChatTemplate = new("Chat", source, "<|im_end|>", default) };
        var first = recipe.Prepare();
        recipe.ChatTemplate = recipe.ChatTemplate with { StopToken = "<|endoftext|>" };
        var second = recipe.Prepare();
        Assert.Equal(first.Train[0].TokenIds, second.Train[0].TokenIds);
        Assert.Equal(["rows or prompt"], first.Inputs.DifferencesFrom(second.Inputs));
    }
}
