namespace Attune.Training;

/// <summary>The changes a checkpoint store makes to a disk, so that a test can let them fail.</summary>
public interface ICheckpointFiles
{
    /// <summary>Makes a folder and those above it, where they are missing.</summary>
    void CreateFolder(string path);

    /// <summary>Makes a file and returns when its content is on the disk.</summary>
    void WriteFile(string path, Action<Stream> write);

    /// <summary>Renames a folder; it appears under the new name whole or not at all.</summary>
    void RenameFolder(string from, string to);

    /// <summary>Deletes a folder with its files; does nothing where there is none.</summary>
    void DeleteFolder(string path);
}
