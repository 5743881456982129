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

    /// <summary>The tuning projects below a folder, in order: project files that name Attune.Sdk.</summary>
    public static IReadOnlyList<string> TuningProjectsBelow(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw File.Exists(folder)
                ? new HostingException("ATT4401", "This is a file.", "Name the folder that it is in.", folder)
                : new HostingException("ATT4401", "There is no such folder.", "Correct the path.", folder);
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true };
        return
        [
            .. Directory.EnumerateFiles(folder, "*.csproj", options)
                .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).SkipLast(1).Any(IsPassedOver) && UsesAttune(file))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsPassedOver(string folder) => folder is "bin" or "obj" or "node_modules" || (folder.StartsWith('.') && folder is not ("." or ".."));

    private static bool UsesAttune(string file)
    {
        try
        {
            return System.Xml.Linq.XDocument.Load(file).Descendants()
                .SelectMany(element => element.Attributes())
                .Any(attribute => attribute.Name.LocalName is "Sdk" or "Project" or "Name" && attribute.Value.Contains("Attune.Sdk", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is System.Xml.XmlException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
