using Attune.Text.Datasets.Files;

namespace Attune.Text.Datasets;

/// <summary>
/// Finds the files that a dataset names: one path, several with <c>;</c> between, or patterns with <c>*</c>, <c>?</c>
/// and <c>**</c>.
/// </summary>
public static class DatasetPaths
{
    /// <summary>The parts of a declaration, in order.</summary>
    /// <param name="declared">Such as <c>data/a.jsonl;data/more/*.jsonl</c>.</param>
    public static IReadOnlyList<string> Split(string declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        return declared.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Whether a path is a pattern.</summary>
    /// <param name="path">The path.</param>
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>
    /// The files in the order of the paths; those of one pattern in ordinal order of their paths with <c>/</c>, which is
    /// the same on every machine. Each file is given once.
    /// </summary>
    /// <param name="paths">Paths and patterns; relative ones start at the process's folder.</param>
    /// <exception cref="AttuneException">ATT3018: a pattern matches no file.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            foreach (var file in IsPattern(path) ? Matches(path) : [path])
            {
                if (seen.Add(file))
                    files.Add(file);
            }
        }

        return files;
    }

    private static List<string> Matches(string pattern)
    {
        var parts = pattern.Replace('\\', '/').Split('/');
        var fixedParts = Array.FindIndex(parts, IsPattern);
        var folder = string.Join('/', parts[..fixedParts]);
        if (folder.Length == 0)
            folder = pattern.StartsWith('/') ? "/" : ".";
        var glob = new PathPattern(parts[fixedParts..]);
        var found = new List<(string Relative, string File)>();
        try
        {
            foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", Depth(parts)) : [])
            {
                var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
                if (glob.Matches(relative))
                    found.Add((relative, file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(folder, e);
        }

        if (found.Count == 0)
        {
            throw new AttuneException(
                DataErrors.NoMatch, $"No file matches '{pattern}'.",
                Directory.Exists(folder) ? "Correct the pattern, or add files." : $"There is no folder '{folder}'.", folder);
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Relative, b.Relative));
        return found.ConvertAll(match => match.File);
    }

    private static SearchOption Depth(string[] parts) =>
        IsPattern(parts[^1]) && parts.Count(IsPattern) == 1 && parts[^1] != "**" ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories;
}
