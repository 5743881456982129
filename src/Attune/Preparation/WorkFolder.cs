using Attune.Artifacts;

namespace Attune.Preparation;

/// <summary>Where rows are while a verb runs: files that their owners delete.</summary>
internal static class WorkFolder
{
    /// <summary>The folder below <c>.attune</c>; what a run that was killed left there is deleted.</summary>
    public static string Open(ProjectPlace project)
    {
        var folder = Path.Combine(new ArtifactStore(project.Directory).Root, "work");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                "ATT4110", $"Writing failed: {e.Message}", "Make space, or give write permission to the folder.", folder, inner: e);
        }

        foreach (var file in Directory.GetFiles(folder, "*.tmp"))
            DeleteUnlessInUse(file);
        return folder;
    }

    private static void DeleteUnlessInUse(string file)
    {
        try
        {
            // Their owners let nobody else open them.
            using var unused = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run is at work, or the file has gone meanwhile.
        }
    }
}
