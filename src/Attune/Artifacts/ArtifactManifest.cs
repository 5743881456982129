using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Artifacts;

/// <summary>What a finished tuning run says of itself (<c>artifact.json</c> beside the adapter).</summary>
internal sealed record ArtifactManifest
{
    public const string FileName = "artifact.json";

    public required string Recipe { get; init; }

    /// <summary>The base as declared.</summary>
    public required string Base { get; init; }

    /// <summary>What was hashed to name the artifact's folder.</summary>
    public required ArtifactInputs Inputs { get; init; }

    /// <summary>SHA-256 of the tuned weights' file.</summary>
    public required string Weights { get; init; }

    /// <summary>The file of tuned weights, relative to the folder.</summary>
    public required string WeightsFile { get; init; }

    /// <summary>The tokens that the base model was given, each as <c>id text</c>.</summary>
    public IReadOnlyList<string> AddedTokens { get; init; } = [];

    /// <summary>The form in which the base's weights were kept, which the tuned model runs on too; null: float32.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FrozenWeights { get; init; }

    public required int Steps { get; init; }

    public required double FinalLoss { get; init; }

    public required double TrainSeconds { get; init; }

    public required long TrainedTokens { get; init; }

    /// <summary>The manifest of a folder, or null where the folder holds no finished run.</summary>
    public static ArtifactManifest? TryRead(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ArtifactJson.Default.ArtifactManifest);
        }
        catch (JsonException)
        {
            // Written atomically, so a broken one was edited; tuning again mends it.
            return null;
        }
    }

    public void Write(string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, ArtifactJson.Default.ArtifactManifest) + "\n");
}

/// <summary>The hashes of everything that decides the tuned weights; SHA-256 in hexadecimal.</summary>
/// <param name="Base">Weights, configuration and tokenizer of the base model.</param>
/// <param name="Template">The chat template; evaluation and server refuse another.</param>
/// <param name="Rows">Token ids and loss masks of the training rows, in order.</param>
/// <param name="Recipe">Training and adapter options.</param>
/// <param name="Tool">The version of Attune.</param>
internal sealed record ArtifactInputs(string Base, string Template, string Rows, string Recipe, string Tool)
{
    /// <summary>One hash of all, which names the artifact's folder.</summary>
    [JsonIgnore]
    public string Combined
    {
        get
        {
            using var fingerprint = new Fingerprint();
            return fingerprint.Add("base", Base).Add("template", Template).Add("rows", Rows).Add("recipe", Recipe).Add("tool", Tool).ToHex();
        }
    }

    /// <summary>The names of the parts in which two differ, for telling why a run is needed.</summary>
    public IEnumerable<string> DifferencesFrom(ArtifactInputs other)
    {
        if (Base != other.Base)
            yield return "base model";
        if (Template != other.Template)
            yield return "chat template";
        if (Rows != other.Rows)
            yield return "rows or prompt";
        if (Recipe != other.Recipe)
            yield return "recipe options";
        if (Tool != other.Tool)
            yield return "Attune's version";
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArtifactManifest))]
[JsonSerializable(typeof(LockFile))]
internal sealed partial class ArtifactJson : JsonSerializerContext;
