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
                root.GetProperty("steps").GetInt32(), File.GetLastWriteTimeUtc(file));
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Half a file, or one that somebody edited; the program itself would not take it either.
            return null;
        }
    }
}

/// <summary>One artifact.</summary>
internal sealed record KnownArtifact(string Recipe, string Hash, double Loss, int Steps, DateTime Made)
{
    public string Key => $"{Recipe}/{Hash}";

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Recipe} {Hash}: loss {Loss:0.000} after {Steps:N0} steps, {Made:yyyy-MM-dd HH:mm} UTC");
}
