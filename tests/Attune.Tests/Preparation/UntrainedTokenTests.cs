using Attune.Definitions;
using Attune.Models;
using Attune.Preparation;

namespace Attune.Tests.Preparation;

/// <summary>Special tokens that a base model has in its vocabulary and never saw.</summary>
public sealed class UntrainedTokenTests
{
    private const string Embedding = "model.embed_tokens.weight";

    [Theory]
    [InlineData("zero")]
    [InlineData("the mean of all rows")]
    public void A_token_of_the_template_that_was_never_trained_is_an_error_at_the_recipe(string fact)
    {
        using var recipe = new QuestionRecipe("""{"question": "where is my card", "answer": "on its way"}""");
        Spoil(recipe, token: 1, mean: fact != "zero");
        var problems = Assert.Throws<ProblemsException>(() => recipe.Prepare());
        Assert.Equal(
            [$"{recipe.PathOf("Recipe.cs")}(7,2): error ATT3061: The chat template writes <|im_start|> (1), whose row of the embedding is {fact}: the base model has never been trained on it. Train its row with [TrainedTokens(\"<|im_start|>\")], or take a base model that was tuned for chats, or a chat template of tokens it knows, or tune all weights."],
            problems.Lines);

        // The recipe may train the row.
        recipe.TrainedTokens = new(new TrainedTokensAttribute("<|im_start|>"), new SourcePlace(recipe.PathOf("Recipe.cs"), 8, 2));
        Assert.Empty(recipe.Prepare().Checks.Findings);
        Assert.Equal([1], recipe.Prepare().TrainedTokens);
        recipe.TrainedTokens = null;

        // Tuning all weights trains the row too, and severities may say otherwise.
        recipe.IsLora = false;
        Assert.Empty(recipe.Prepare().Checks.Findings);
        recipe.IsLora = true;
        File.WriteAllText(recipe.PathOf(".editorconfig"), "root = true\n[Recipe.cs]\ndotnet_diagnostic.ATT3061.severity = none\n");
        Assert.Empty(recipe.Prepare().Checks.Findings);
    }

    [Fact]
    public void A_token_that_no_row_has_may_be_untrained()
    {
        using var recipe = new QuestionRecipe("""{"question": "where is my card", "answer": "on its way"}""");
        Assert.Empty(recipe.Prepare().Checks.Findings);
        Spoil(recipe, token: 3, mean: false);
        Assert.Empty(recipe.Prepare().Checks.Findings);
    }

    [Fact]
    public void Rows_are_read_without_the_model()
    {
        using var recipe = new QuestionRecipe("""{"question": "where is my card", "answer": "on its way"}""");
        using var rows = VocabularyRows.Open(BaseModel.Open(recipe.PathOf("base")));
        using var file = SafetensorsFile.Open(recipe.PathOf("base/model.safetensors"));
        var all = file.ReadArray(Embedding);
        var row = new float[rows.Width];
        rows.ReadEmbedding(77, row);
        Assert.Equal((4096, 256, false), (rows.Count, rows.Width, rows.HasHead));
        Assert.Equal(all[(77 * 256)..(78 * 256)], row);
        Assert.Throws<ArgumentException>(() => rows.ReadEmbedding(4096, row));
    }

    /// <summary>Writes the base model's file again with one row of the embedding changed.</summary>
    private static void Spoil(QuestionRecipe recipe, int token, bool mean)
    {
        var path = recipe.PathOf("base/model.safetensors");
        List<SafetensorsTensor> tensors = [];
        using (var file = SafetensorsFile.Open(path))
        {
            foreach (var entry in file.Tensors.Values)
            {
                var values = file.ReadArray(entry.Name);
                if (entry.Name == Embedding)
                    Replace(values, token, (int)entry.Dimensions[1], mean);
                tensors.Add(SafetensorsTensor.From(entry.Name, [.. entry.Dimensions.Select(size => (int)size)], values, StorageType.BFloat16));
            }
        }

        SafetensorsFile.Write(path, tensors);
    }

    private static void Replace(float[] values, int token, int width, bool mean)
    {
        for (var i = 0; i < width; i++)
        {
            var sum = 0.0;
            for (var at = i; at < values.Length; at += width)
                sum += values[at];
            values[(token * width) + i] = mean ? (float)(sum / (values.Length / width)) : 0;
        }
    }
}
