using System.CommandLine;
using Attune.Artifacts;
using Attune.Definitions;
using Attune.Preparation;

namespace Attune.Verbs;

/// <summary>
/// Makes an artifact the one that questions and the server take: it writes its hashes into the lock file. A named one stays there when
/// another is tuned; without a name it is what the recipe has been tuned to, now and after each later run.
/// </summary>
internal sealed class PromoteVerb : IVerb
{
    private readonly Option<string?> _artifact = new("--artifact")
    {
        Description = "The artifact's folder name below .attune/<recipe>, or its beginning; it stays until another is promoted. Default: what the recipe is tuned to, also later.",
        HelpName = "hash",
    };

    public string Name => "promote";

    public string Description => "Makes an artifact the one that is asked and served. Example: promote --recipe QueryModel --artifact 3f9a0c";

    public void Declare(Command command) => command.Add(_artifact);

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        var promotion = new Promotion(context.Project.Directory);
        var store = new ArtifactStore(context.Project.Directory);
        if (context.Arguments.GetValue(_artifact) is not { Length: > 0 } beginning)
        {
            var tuned = Current(recipe, store, context);
            promotion.Follow(tuned);
            context.Screen.Line($"{recipe.Name}: {context.Project.Show(tuned.Folder)} is the model that is asked and served now, and what is tuned later after it ({LockFile.FileName}).");
            return Task.FromResult(true);
        }

        var artifact = Find(recipe, store, beginning);
        promotion.Promote(artifact);
        context.Screen.Line($"{recipe.Name}: {context.Project.Show(artifact.Folder)} is the model that is asked and served now ({LockFile.FileName}).");
        return Task.FromResult(true);
    }

    /// <summary>What belongs to the recipe as it is now.</summary>
    private static Artifact Current<TRow>(RecipeDefinition<TRow> recipe, ArtifactStore store, VerbContext context)
    {
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, context.Events, PreparationUse.Evaluation);
        return store.Find(recipe.Name, prepared.Inputs) ?? throw new AttuneException(
            "ATT4313", $"{recipe.Name} has not been tuned with these rows, template, options and base model.", "Build the target Tune first, or name an artifact with --artifact.",
            recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }

    private static Artifact Find<TRow>(RecipeDefinition<TRow> recipe, ArtifactStore store, string beginning)
    {
        var folder = store.RecipeFolder(recipe.Name);
        var known = Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Where(path => ArtifactManifest.TryRead(path) is not null).Order(StringComparer.Ordinal).ToList()
            : [];
        var named = known.Where(path => Path.GetFileName(path).StartsWith(beginning, StringComparison.Ordinal)).ToList();
        if (named is [var only] && ArtifactManifest.TryRead(only) is { } manifest && store.Find(recipe.Name, manifest.Inputs) is { } artifact)
            return artifact;
        var fact = named.Count switch
        {
            0 => $"{recipe.Name} has no artifact '{beginning}'.",
            1 => $"The weights of the artifact '{beginning}' of {recipe.Name} are missing or not as they were written.",
            _ => $"{recipe.Name} has several artifacts that begin with '{beginning}'.",
        };
        var remedy = known.Count == 0 ? "Build the target Tune first." : $"Its artifacts are: {string.Join(", ", known.Select(Path.GetFileName))}.";
        throw new AttuneException("ATT4321", fact, remedy, recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }
}
