using Attune.Definitions;
using Attune.Tensors;
using Attune.Tuning;

namespace Attune.Tests.Preparation;

/// <summary>Recipes that add tokens to their base model.</summary>
public sealed class RecipeTokensTests
{
    private const string Row = """{"question": "names of all cards", "answer": "<|sql|>select name from cards<|end_sql|>"}""";
    private const int Known = 4096; // tokens of attune/tiny, and rows of its embedding

    [Fact]
    public void Tokens_are_in_rows_and_answers_and_their_rows_are_trained()
    {
        using var recipe = new QuestionRecipe(Row);
        var before = recipe.Prepare();
        recipe.AddedTokens = [Added(8, new("<|sql|>", "<|end_sql|>") { From = "sql query" })];
        var prepared = recipe.Prepare();
        Assert.Empty(prepared.Checks.Findings);
        Assert.Equal(Known + 2, prepared.Base.Configuration.VocabularySize);
        Assert.Equal([Known, Known + 1], prepared.TrainedTokens);
        var ids = prepared.Train[0].TokenIds;
        Assert.Equal([Known, Known + 1], ids.Where(id => id >= Known));
        Assert.Contains("<|sql|>select", prepared.Encoder.Tokenizer.Decode(ids), StringComparison.Ordinal);
        Assert.NotEqual(before.Inputs, prepared.Inputs);

        using var backend = new CpuBackend(1);
        var (model, adapter) = Tuner.LoadTrainable(prepared, backend);
        Assert.Equal([Known, Known + 1], model.Embedding.Rows!.Ids);
        Assert.Contains(adapter!.Parameters, parameter => parameter == model.Embedding.Rows.Values);

        // Tuning all weights, they are rows among rows.
        recipe.IsLora = false;
        prepared = recipe.Prepare();
        Assert.Empty(prepared.TrainedTokens);
        Assert.Null(Tuner.LoadTrainable(prepared, backend).Model.Embedding.Rows);
    }

    [Fact]
    public void What_decides_the_rows_is_in_the_hash()
    {
        using var recipe = new QuestionRecipe(Row);
        var hashes = new HashSet<string>();
        AddedTokensAttribute[] all =
        [
            new("<|sql|>", "<|end_sql|>"),
            new("<|end_sql|>", "<|sql|>"),
            new("<|sql|>", "<|end_sql|>") { From = "query" },
            new("<|sql|>", "<|end_sql|>") { From = "sql query" },
            new("<|sql|>", "<|end_sql|>") { Initialization = RowInitialization.Normal },
            new("<|sql|>", "<|end_sql|>") { Initialization = RowInitialization.Normal, Seed = 43 },
        ];
        foreach (var attribute in all)
        {
            recipe.AddedTokens = [Added(8, attribute)];
            Assert.True(hashes.Add(recipe.Prepare().Inputs.Combined));
        }

        recipe.TrainedTokens = new(new("<|im_end|>"), Place(recipe, 9));
        Assert.True(hashes.Add(recipe.Prepare().Inputs.Combined));
        Assert.Equal([2, Known, Known + 1], recipe.Prepare().TrainedTokens);
    }

    [Fact]
    public void A_mistake_is_told_at_its_attribute()
    {
        using var recipe = new QuestionRecipe(Row);
        recipe.AddedTokens = [Added(8, new("<|sql|>")), Added(9, new("<|end_sql|>", "<|im_end|>"))];
        Tells("ATT4170", 9, "'<|im_end|>' is in the vocabulary already; its id is 2.");
        recipe.AddedTokens = [Added(8, new("<|sql|>")), Added(9, new("<|sql|>"))];
        Tells("ATT4170", 9, $"'<|sql|>' is to be added twice; its id is {Known}.");
        recipe.AddedTokens = [Added(8, new(" "))];
        Tells("ATT4171", 8, "no characters");
        recipe.AddedTokens = [Added(8, new("<|sql|>") { From = "" })];
        Tells("ATT4176", 8, "has no tokens");
        recipe.AddedTokens = [];
        recipe.TrainedTokens = new(new("<|sql|>"), Place(recipe, 10));
        Tells("ATT4177", 10, "has no such token");

        void Tells(string code, int line, string fact)
        {
            var mistake = Assert.Throws<AttuneException>(() => recipe.Prepare());
            Assert.Equal((code, "Recipe.cs", line), (mistake.Code, Path.GetFileName(mistake.File), mistake.Line));
            Assert.Contains(fact, mistake.Fact, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_token_that_no_row_has_is_a_warning()
    {
        using var recipe = new QuestionRecipe(Row);
        recipe.AddedTokens =
        [
            new(new("<|sql|>", "<|other|>"), Place(recipe, 8)),
            new(new("<|end_sql|>") { Special = true }, Place(recipe, 9)),
        ];
        var findings = recipe.Prepare().Checks.Findings;
        Assert.Equal(["ATT3060", "ATT4175", "ATT4175"], findings.Select(finding => finding.Code));
        Assert.StartsWith(
            $"{recipe.PathOf("Recipe.cs")}(8,2): warning ATT4175: No row has the token <|other|> ({Known + 1})", findings[1].ToString(), StringComparison.Ordinal);

        // What rows say is no special token.
        Assert.Contains("leave Special out where rows are to write it", findings[2].Remedy, StringComparison.Ordinal);
        File.WriteAllText(recipe.PathOf(".editorconfig"), "root = true\n[Recipe.cs]\ndotnet_diagnostic.ATT4175.severity = none\n");
        Assert.Equal("ATT3060", Assert.Single(recipe.Prepare().Checks.Findings).Code);
    }

    [Fact]
    public void A_template_may_end_answers_with_one()
    {
        using var recipe = new QuestionRecipe("""{"question": "names of all cards", "answer": "select name from cards"}""");
        recipe.ChatTemplate = new(
            "Template", "{% for m in messages %}<|turn|>{{ m.role }}\n{{ m.content }}<|stop|>\n{% endfor %}{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}",
            "<|stop|>", Place(recipe, 3));
        var mistake = Assert.Throws<AttuneException>(() => recipe.Prepare());
        Assert.Equal("ATT4307", mistake.Code);
        Assert.Contains("[AddedTokens(", mistake.Remedy, StringComparison.Ordinal);
        recipe.AddedTokens = [Added(8, new("<|turn|>", "<|stop|>") { Special = true })];
        var prepared = recipe.Prepare();
        Assert.Empty(prepared.Checks.Findings);
        var row = prepared.Train[0];
        Assert.Equal([Known + 1], prepared.Encoder.StopTokenIds);
        Assert.True(row.LossMask[Array.LastIndexOf(row.TokenIds, Known + 1)]);
    }

    private static AddedTokensDefinition Added(int line, AddedTokensAttribute attribute) => new(attribute, new SourcePlace("Recipe.cs", line, 2));

    private static SourcePlace Place(QuestionRecipe recipe, int line) => new(recipe.PathOf("Recipe.cs"), line, 2);
}
