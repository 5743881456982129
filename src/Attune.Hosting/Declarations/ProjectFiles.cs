namespace Attune.Hosting.Declarations;

/// <summary>Finds project files.</summary>
internal static class ProjectFiles
{
    /// <summary>The project file that a path means: itself, or the only one in the folder.</summary>
    /// <exception cref="HostingException">There is none, or more than one.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path))
            return path;
        if (!Directory.Exists(path))
            throw new HostingException("ATT4401", "There is no such project.", "Correct the path of AddTuningProject.", path);
        var projects = Directory.GetFiles(path, "*.csproj").Order(StringComparer.Ordinal).ToArray();
        return projects switch
        {
            [var only] => only,
            [] => throw new HostingException("ATT4401", "The folder has no project file.", "Name the folder of a project, or the .csproj file itself.", path),
            _ => throw new HostingException(
                "ATT4401", $"The folder has several project files: {string.Join(", ", projects.Select(Path.GetFileName))}.", "Name one of them.", path),
        };
    }
}
