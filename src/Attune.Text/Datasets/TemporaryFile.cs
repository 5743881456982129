namespace Attune.Text.Datasets;

/// <summary>Files that are there while they are open.</summary>
public static class TemporaryFile
{
    private static int last;

    /// <summary>Makes a file that nobody else can open and that is deleted when it is closed.</summary>
    /// <param name="folder">Where; it exists.</param>
    /// <param name="name">The beginning of its name; process and number follow.</param>
    /// <param name="size">Bytes that are taken from the disk at once, where it can; 0 for none.</param>
    /// <exception cref="IOException">It cannot be made there, or there is not so much space.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static FileStream Create(string folder, string name, long size = 0)
    {
        while (true)
        {
            var path = Path.Combine(folder, $"{name}-{Environment.ProcessId}-{Interlocked.Increment(ref last)}.tmp");
            try
            {
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    BufferSize = 1 << 14,
                    Options = FileOptions.DeleteOnClose,
                    PreallocationSize = size,
                });
            }
            catch (IOException) when (File.Exists(path))
            {
                // A process of that number was killed and left one.
            }
        }
    }
}
