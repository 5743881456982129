namespace Attune.Training;

/// <summary>The disk itself.</summary>
internal sealed class DiskFiles : ICheckpointFiles
{
    public static DiskFiles Instance { get; } = new();

    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    public void WriteFile(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    public void RenameFolder(string from, string to) => Directory.Move(from, to);

    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
