using System.CommandLine;
using Attune.Artifacts;
using Attune.Definitions;

namespace Attune.Verbs;

/// <summary>Makes an earlier artifact the one that questions and the server take: it writes its hashes into the lock file.</summary>
internal sealed class PromoteVerb : IVerb
{
    private readonly Option<string> _artifact = new("--artifact")
    {
        Description = "The artifact's folder name below .attune/<recipe>, or its beginning.",
        HelpName = "hash",
        Required = true,
    };

    public string Name => "promote";

    public string Description => "Makes an artifact the one that is asked and served. Example: promote --recipe QueryModel --artifact 3f9a0c";

    public void Declare(Command command) => command.Add(_artifact);

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        var store = new ArtifactStore(context.Project.Directory);
        var artifact = Find(recipe, store, context.Arguments.GetValue(_artifact)!);
        var file = LockFile.Read(context.Project.Directory);
        file.Recipes[recipe.Name] = new LockedRecipe(artifact.Manifest.Base, artifact.Manifest.Inputs, artifact.Manifest.Weights);
        file.Write(context.Project.Directory);
        context.Screen.Line($"{recipe.Name}: {context.Project.Show(artifact.Folder)} is the model that is asked and served now ({LockFile.FileName}).");
        return Task.FromResult(true);
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
