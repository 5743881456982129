using Attune.Preparation;

namespace Attune.Tuning;

/// <summary>
/// Keeps a second run from training into a folder while one does; both would write the same checkpoints. The system frees it with the
/// process, however that ends, so the file is left where it is.
/// </summary>
internal static class TuningLock
{
    /// <param name="project">The project.</param>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="folder">The artifact's folder.</param>
    /// <exception cref="AttuneException">ATT4318: another run trains there.</exception>
    public static IDisposable Take(ProjectPlace project, string recipe, string folder)
    {
        var file = Path.Combine(WorkFolder.Open(project), $"{recipe}-{Path.GetFileName(folder)}.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new AttuneException("ATT4110", $"Writing failed: {e.Message}", "Give write permission to the file.", file, inner: e);
        }
        catch (IOException e)
        {
            throw new AttuneException(
                "ATT4318", $"Another run tunes {recipe} with the same inputs just now.", "Wait until it has ended, or end it; what it has trained is not lost.", folder, inner: e);
        }
    }
}
