using Attune.Definitions;
using Attune.Evaluation;
using Attune.Text.Datasets;
using FluentAssertions;

namespace Attune.Generated.Tests;

/// <summary>The sample of the architecture page, as its generated code runs.</summary>
public sealed class SampleTests
{
    private const string Answer = """{"calculate":"P95","column":"duration","filters":[{"column":"service","value":"shop \"A\""}],"breakdowns":["endpoint"]}""";

    private static readonly Question Slowest = new(
        "slowest endpoints of shop A",
        new Query(Calculation.P95, "duration", [new Filter("service", "shop \"A\"")], ["endpoint"]));

    [Fact]
    public void A_row_is_read_and_written_back()
    {
        var json = $$"""{"text":"slowest endpoints of shop A","query":{{Answer}}}""";
        var row = RecordShapes.Parse(Question.Dataset.Shape, json);
        row.Should().BeEquivalentTo(Slowest);
        Assert.Equal(json, RecordShapes.ToJson(Question.Dataset.Shape, row));
    }

    [Fact]
    public void The_completion_is_one_line_of_json() => Assert.Equal(Answer, Question.Dataset.Completion(Slowest));

    [Fact]
    public void Variables_are_the_fields_without_the_completion() =>
        Assert.Equal(new Dictionary<string, object?> { ["text"] = "slowest endpoints of shop A" }, Question.Dataset.Variables(Slowest));

    [Fact]
    public void Training_is_inference_and_the_answer()
    {
        var training = AskForQuery.ForTraining(Slowest);
        var inference = AskForQuery.ForInference("slowest endpoints of shop A");
        Assert.Equal(["system", "user", "assistant"], training.Select(message => message.Role));
        Assert.Equal(["Translate the question into a query.", "slowest endpoints of shop A", Answer], training.Select(message => message.Content));
        Assert.Equal(training.SkipLast(1), inference);
    }

    [Fact]
    public void Types_of_the_dataset_are_known_to_completions()
    {
        new Completion(Answer).As<Query>().Should().BeEquivalentTo(Slowest.Query);
        Assert.Equal(Calculation.Maximum, new Completion("\"maximum\"").As<Calculation>());
        Assert.Throws<AttuneException>(() => new Completion("""{"calculate":"P95"}""").As<Query>());
    }

    [Fact]
    public void The_recipe_says_what_its_attributes_say()
    {
        var recipe = QueryModel.Recipe;
        Assert.Equal(("QueryModel", "attune/tiny", typeof(AskForQuery)), (recipe.Name, recipe.Options.Base, recipe.Options.Prompt));
        Assert.Equal((3, 2e-3, 16), (recipe.Options.Epochs, recipe.Options.LearningRate, recipe.Options.BatchSize));
        Assert.Equal(8, recipe.Lora!.Rank);
        Assert.Same(Question.Dataset, recipe.Dataset);
        Assert.Same(AskForQuery.Definition, recipe.Prompt);
        Assert.Null(recipe.ChatTemplate);
        Assert.Equal((0.1, 42, "data/questions.jsonl"), (recipe.Dataset.TestFraction, recipe.Dataset.Seed, recipe.Dataset.Path));
        Assert.Equal("Sample.cs", recipe.Place.File);
    }

    [Fact]
    public void Private_assertions_are_run_and_fail_by_throwing()
    {
        Assert.Equal([("IsAQuery", 0.98), ("IsTheExpectedQuery", 0.9)], QueryModel.Recipe.Assertions.Select(assertion => (assertion.Name, assertion.AtLeast)));
        var other = new Completion(Answer.Replace("P95", "Count", StringComparison.Ordinal));
        QueryModel.Recipe.Assertions[0].Check(Slowest, other);
        Assert.ThrowsAny<Exception>(() => QueryModel.Recipe.Assertions[1].Check(Slowest, other));
        Assert.ThrowsAny<Exception>(() => QueryModel.Recipe.Assertions[0].Check(Slowest, new Completion("no query")));
    }

    [Fact]
    public void Every_recipe_of_the_project_is_listed()
    {
        Assert.Equal(["ChatModel", "LabelModel", "QueryModel", "SharedChatModel"], AttuneRecipes.All.Select(recipe => recipe.Name));
        Assert.Equal(["Chat", "Ticket", "Question", "SharedChat"], AttuneRecipes.All.Select(recipe => recipe.Accept(new RowTypeName())));
    }

    [Fact]
    public void The_client_takes_the_prompts_fields_and_returns_the_completions_type()
    {
        var ask = typeof(QueryModel.Client).GetMethod(nameof(QueryModel.Client.AskAsync))!;
        Assert.Equal([typeof(string), typeof(CancellationToken)], ask.GetParameters().Select(parameter => parameter.ParameterType));
        Assert.Equal(typeof(Task<Query>), ask.ReturnType);
    }

    private sealed class RowTypeName : IRecipeVisitor<string>
    {
        public string Visit<TRow>(RecipeDefinition<TRow> recipe) => typeof(TRow).Name;
    }
}
