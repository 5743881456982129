namespace Attune.Artifacts;

/// <summary>
/// Decides which artifact of a recipe the lock file names: the one that was tuned last, or one that somebody promoted, which stays
/// while it can be served.
/// </summary>
/// <param name="projectDirectory">The project's folder.</param>
internal sealed class Promotion(string projectDirectory)
{
    /// <summary>Names an artifact, whatever is tuned later.</summary>
    public void Promote(Artifact artifact) => Write(artifact, isPromoted: true);

    /// <summary>Names an artifact until another one is tuned.</summary>
    public void Follow(Artifact artifact) => Write(artifact, isPromoted: false);

    /// <summary>Names what a recipe has been tuned to, unless a promoted artifact stays.</summary>
    /// <param name="tuned">What belongs to the recipe as it is now.</param>
    /// <returns>The promoted artifact that stays in its place, or null.</returns>
    public Artifact? Offer(Artifact tuned)
    {
        var recipe = tuned.Manifest.Recipe;
        if (LockFile.Read(projectDirectory).Recipes.TryGetValue(recipe, out var locked) && locked.Promoted)
        {
            if (locked.Inputs == tuned.Manifest.Inputs)
                return null;
            if (new ArtifactStore(projectDirectory).Find(recipe, locked.Inputs) is { } promoted && promoted.Manifest.Weights == locked.Weights && Fits(promoted.Manifest, tuned.Manifest))
                return promoted;
        }

        Follow(tuned);
        return null;
    }

    /// <summary>A promoted artifact is of no use to a recipe that has another base model, chat template or other added tokens by now.</summary>
    private static bool Fits(ArtifactManifest promoted, ArtifactManifest now) =>
        promoted.Inputs.Base == now.Inputs.Base && promoted.Inputs.Template == now.Inputs.Template
        && promoted.AddedTokens.SequenceEqual(now.AddedTokens, StringComparer.Ordinal);

    private void Write(Artifact artifact, bool isPromoted)
    {
        var file = LockFile.Read(projectDirectory);
        file.Recipes[artifact.Manifest.Recipe] = new LockedRecipe(artifact.Manifest.Base, artifact.Manifest.Inputs, artifact.Manifest.Weights, isPromoted);
        file.Write(projectDirectory);
    }
}
