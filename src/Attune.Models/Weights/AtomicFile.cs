using System.Text;

namespace Attune.Models;

/// <summary>Writes a file so that a reader, or a crash, sees the old one or the whole new one and nothing between.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target under the name <c>*.partial</c>, flushes to the disk, then renames.</summary>
    /// <param name="path">The file to make or replace; its folder must exist.</param>
    /// <param name="write">Writes the content, from the first byte to the last.</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission, no such folder. The old file is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(partial);
            throw new AttuneException(
                "ATT4110",
                $"Writing failed: {exception.Message}",
                "Make space, or give write permission to the folder; what was there before is unchanged.",
                path,
                inner: exception);
        }
        catch
        {
            TryDelete(partial);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 in the same way; the folder is made if need be.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission. The old file is as it was.</exception>
    public static void WriteText(string path, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            ModelFolder.Create(folder);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is what the caller must hear of.
        }
    }
}
