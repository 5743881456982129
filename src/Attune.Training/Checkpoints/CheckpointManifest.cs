using System.Text.Json.Serialization;

namespace Attune.Training;

/// <summary>What a complete checkpoint consists of.</summary>
internal sealed record CheckpointManifest(int Format, IReadOnlyList<CheckpointFile> Files)
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
}

/// <summary>One file of a checkpoint.</summary>
internal sealed record CheckpointFile(string Name, long Bytes, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CheckpointManifest))]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
