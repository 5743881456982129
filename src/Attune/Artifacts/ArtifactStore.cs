namespace Attune.Artifacts;

/// <summary>Where tuned models live: <c>.attune/&lt;Recipe&gt;/&lt;hash&gt;/</c> beside the project. Survives <c>clean</c>.</summary>
internal sealed class ArtifactStore(string projectDirectory)
{
    /// <summary>Hexadecimal digits of the input hash in a folder's name; 48 bits among a recipe's few dozen folders.</summary>
    private const int HashDigits = 12;

    public string Root { get; } = Path.Combine(projectDirectory, ".attune");

    public string RecipeFolder(string recipe) => Path.Combine(Root, recipe);

    public string FolderOf(string recipe, ArtifactInputs inputs) => Path.Combine(RecipeFolder(recipe), inputs.Combined[..HashDigits]);

    /// <summary>The finished artifact for these inputs, with weights as they were written; null where there is none.</summary>
    public Artifact? Find(string recipe, ArtifactInputs inputs)
    {
        var folder = FolderOf(recipe, inputs);
        var manifest = ArtifactManifest.TryRead(folder);
        return manifest is not null && manifest.Inputs == inputs && WeightsAreWhole(folder, manifest) ? new Artifact(folder, manifest) : null;
    }

    /// <summary>The newest finished artifact of a recipe, to tell why another run is needed.</summary>
    public ArtifactManifest? Newest(string recipe)
    {
        var folder = RecipeFolder(recipe);
        if (!Directory.Exists(folder))
            return null;
        return Directory.GetDirectories(folder)
            .Select(path => (Path: path, Manifest: ArtifactManifest.TryRead(path)))
            .Where(item => item.Manifest is not null)
            .OrderByDescending(item => File.GetLastWriteTimeUtc(Path.Combine(item.Path, ArtifactManifest.FileName)))
            .FirstOrDefault().Manifest;
    }

    private static bool WeightsAreWhole(string folder, ArtifactManifest manifest)
    {
        var path = Path.Combine(folder, manifest.WeightsFile);
        return File.Exists(path) && Fingerprint.OfFile(path) == manifest.Weights;
    }
}

/// <summary>A finished tuning run.</summary>
internal sealed record Artifact(string Folder, ArtifactManifest Manifest);
