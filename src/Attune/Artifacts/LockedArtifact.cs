using Attune.Definitions;
using Attune.Preparation;

namespace Attune.Artifacts;

/// <summary>Finds the tuned model that the lock file names; questions and the server take no other.</summary>
internal static class LockedArtifact
{
    /// <exception cref="AttuneException">
    /// ATT4313: not tuned. ATT4314: tuned with another chat template. ATT4315: the weights are missing or damaged.
    /// </exception>
    public static Artifact Find<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project, RowEncoder encoder)
    {
        var artifact = FindNamed(recipe, project);
        return artifact.Manifest.Inputs.Template == encoder.TemplateHash
            ? artifact
            : throw new AttuneException(
                "ATT4314", $"{recipe.Name} was tuned with another chat template than the recipe has now.", "Build the target Tune to tune it with this one.",
                recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }

    private static Artifact FindNamed<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project)
    {
        if (!LockFile.Read(project.Directory).Recipes.TryGetValue(recipe.Name, out var locked))
        {
            throw new AttuneException(
                "ATT4313", $"{recipe.Name} has not been tuned: {LockFile.FileName} does not name it.", "Build the target Tune first.",
                recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
        }

        var artifact = new ArtifactStore(project.Directory).Find(recipe.Name, locked.Inputs);
        return artifact is not null && artifact.Manifest.Weights == locked.Weights
            ? artifact
            : throw new AttuneException(
                "ATT4315", $"The tuned weights of {recipe.Name} that {LockFile.FileName} names are not below .attune, or not as they were written.",
                "Build the target Tune to make them again; the same inputs give the same bits.", recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }
}
