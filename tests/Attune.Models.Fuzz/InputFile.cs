namespace Attune.Models.Fuzz;

/// <summary>One file a thread, in memory where the system has a folder for that: what is read by its path can be fuzzed.</summary>
internal static class InputFile
{
    [ThreadStatic]
    private static string? s_folder;

    /// <summary>Writes an input to this thread's file.</summary>
    /// <param name="input">The content.</param>
    /// <param name="name">The file's name.</param>
    public static string Write(byte[] input, string name)
    {
        var path = Path.Combine(s_folder ??= MakeFolder(), name);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string MakeFolder()
    {
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(memory, $"attune-fuzz-{Guid.NewGuid():N}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
