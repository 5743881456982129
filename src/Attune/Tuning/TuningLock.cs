using Attune.Preparation;

namespace Attune.Tuning;

/// <summary>
/// Keeps a second run from training into a folder while one does; both would write the same checkpoints. The system frees it with the
/// process, however that ends, so the file is left where it is.
/// </summary>
internal static class TuningLock
{
    /// <summary>ERROR_SHARING_VIOLATION, as an HRESULT.</summary>
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>EWOULDBLOCK of flock(2), which .NET asks for <see cref="FileShare.None"/>: the number of Linux, and that of macOS and the BSDs.</summary>
    private const int WouldBlock = 11, WouldBlockOfBsd = 35;

    /// <param name="project">The project.</param>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="folder">The artifact's folder.</param>
    /// <exception cref="AttuneException">ATT4318: another run trains there. ATT4110: no space, no permission.</exception>
    public static IDisposable Take(ProjectPlace project, string recipe, string folder)
    {
        var file = Path.Combine(WorkFolder.Open(project), $"{recipe}-{Path.GetFileName(folder)}.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new AttuneException(
                "ATT4318", $"Another run tunes {recipe} with the same inputs just now.", "Wait until it has ended, or end it; what it has trained is not lost.", folder, inner: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException("ATT4110", $"Writing failed: {e.Message}", "Make space, or give write permission to the file.", file, inner: e);
        }
    }

    /// <summary>Whether another process has the file, and not the disk or the file system a fault.</summary>
    private static bool IsHeld(IOException e) =>
        e.HResult == (OperatingSystem.IsWindows() ? SharingViolation : OperatingSystem.IsLinux() ? WouldBlock : WouldBlockOfBsd);
}
