using Attune.Artifacts;
using Attune.Preparation;
using Attune.Tests.Preparation;

namespace Attune.Tests.Tuning;

/// <summary>A tuned model answers only through the chat template that it was trained with.</summary>
public sealed class TemplateOfArtifactTests
{
    [Fact]
    public void A_model_tuned_with_another_template_is_not_opened()
    {
        using var recipe = new QuestionRecipe("""{"question": "where is my card", "answer": "on its way"}""", """{"question": "what is the time", "answer": "noon"}""");
        var inputs = recipe.Prepare(out var project).Inputs;
        Finish(project, inputs);
        File.AppendAllText(recipe.PathOf("base/chat_template.jinja"), "{# another #}");
        var error = Assert.Throws<AttuneException>(() => TunedModel.Open(recipe.Recipe(), project, threads: 1));
        Assert.Equal(("ATT4314", recipe.PathOf("Recipe.cs"), 7), (error.Code, error.File, error.Line));
    }

    private static void Finish(ProjectPlace project, ArtifactInputs inputs)
    {
        var folder = new ArtifactStore(project.Directory).FolderOf("QuestionModel", inputs);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "w.bin"), "weights");
        var weights = Fingerprint.OfFile(Path.Combine(folder, "w.bin"));
        new ArtifactManifest
        {
            Recipe = "QuestionModel",
            Base = "base",
            Inputs = inputs,
            WeightsFile = "w.bin",
            Weights = weights,
            Steps = 1,
            FinalLoss = 0.5,
            TrainSeconds = 1,
            TrainedTokens = 10,
        }.Write(folder);
        var locked = new LockFile();
        locked.Recipes.Add("QuestionModel", new LockedRecipe("base", inputs, weights));
        locked.Write(project.Directory);
    }
}
