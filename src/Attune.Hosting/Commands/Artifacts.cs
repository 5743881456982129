using System.Globalization;
using System.Text.Json;

namespace Attune.Hosting.Commands;

/// <summary>The finished artifacts of a project, as their files tell: <c>.attune/&lt;recipe&gt;/&lt;hash&gt;/artifact.json</c>.</summary>
internal static class Artifacts
{
    private const string Manifest = "artifact.json";

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<KnownArtifact> Below(string project)
    {
        var root = Path.Combine(project, ".attune");
        if (!Directory.Exists(root))
            return [];
        return
        [
            .. Directory.GetDirectories(root).SelectMany(Directory.GetDirectories)
                .Select(Read).OfType<KnownArtifact>()
                .OrderByDescending(artifact => artifact.Made).ThenBy(artifact => artifact.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The hash of the weights that a project's lock file names, by recipe.</summary>
    public static IReadOnlyDictionary<string, string> Locked(string project)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "attune.lock.json")));
            return file.RootElement.GetProperty("recipes").EnumerateObject()
                .ToDictionary(recipe => recipe.Name, recipe => recipe.Value.GetProperty("weights").GetString() ?? "", StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // None yet, or one that the program itself would refuse.
            return new Dictionary<string, string>();
        }
    }

    private static KnownArtifact? Read(string folder)
    {
        var file = Path.Combine(folder, Manifest);
        try
        {
            if (!File.Exists(file))
                return null;
            using var manifest = JsonDocument.Parse(File.ReadAllText(file));
            var root = manifest.RootElement;
            return new KnownArtifact(
                root.GetProperty("recipe").GetString()!, Path.GetFileName(folder), root.GetProperty("finalLoss").GetDouble(),
                File.GetLastWriteTimeUtc(file), root.GetProperty("weights").GetString() ?? "");
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Half a file, or one that somebody edited; the program itself would not take it either.
            return null;
        }
    }
}

/// <summary>One artifact.</summary>
internal sealed record KnownArtifact(string Recipe, string Hash, double Loss, DateTime Made, string Weights)
{
    public string Key => $"{Recipe}/{Hash}";

    /// <summary>What tells it apart from others, within the width of a dialog's selection.</summary>
    /// <param name="isLocked">Whether the lock file names it now.</param>
    public string Describe(bool isLocked) =>
        string.Create(CultureInfo.InvariantCulture, $"{Recipe} {Hash}{(isLocked ? " (now)" : "")}: loss {Loss:0.000}, {Made:yyyy-MM-dd HH:mm} UTC");
}
