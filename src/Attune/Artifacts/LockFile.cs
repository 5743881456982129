using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Artifacts;

/// <summary>
/// <c>attune.lock.json</c>: for each recipe the hashes of what went in and of the weights that came out. Users commit it,
/// so that a review shows when a model changed, and another machine can tell whether it has the same one.
/// </summary>
internal sealed record LockFile
{
    public const string FileName = "attune.lock.json";

    public int Version { get; init; } = 1;

    /// <summary>By recipe name, in ordinal order, so that the file does not change without a cause.</summary>
    public SortedDictionary<string, LockedRecipe> Recipes { get; init; } = new(StringComparer.Ordinal);

    public static LockFile Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, FileName);
        if (!File.Exists(path))
            return new LockFile();
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ArtifactJson.Default.LockFile) ?? new LockFile();
        }
        catch (JsonException exception)
        {
            throw new AttuneException(
                "ATT4302", $"The lock file is not valid JSON: {exception.Message}", "Take it from source control, or delete it and build the target Tune.",
                path, (int)(exception.LineNumber ?? -1) + 1, (int)(exception.BytePositionInLine ?? -1) + 1, exception);
        }
    }

    /// <summary>Writes the file where it would differ.</summary>
    public void Write(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, FileName);
        var text = JsonSerializer.Serialize(this, ArtifactJson.Default.LockFile) + "\n";
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            AtomicFile.WriteText(path, text);
    }
}

/// <summary>One recipe in the lock file.</summary>
/// <param name="Base">The base as declared.</param>
/// <param name="Inputs">What the artifact was made from.</param>
/// <param name="Weights">SHA-256 of the tuned weights' file.</param>
/// <param name="Promoted">Whether somebody chose it; it stays then when another is tuned. Written only where true.</param>
internal sealed record LockedRecipe(
    string Base, ArtifactInputs Inputs, string Weights, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Promoted = false);
