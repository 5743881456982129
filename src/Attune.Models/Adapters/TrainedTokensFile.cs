using System.Text.Json;

namespace Attune.Models;

/// <summary><c>trainable_token_indices</c> of an <c>adapter_config.json</c>: a list of ids of the embedding, or a list for each module.</summary>
internal static class TrainedTokensFile
{
    private const string Key = "trainable_token_indices";

    public static IReadOnlyList<TrainedTokens> Read(ConfigurationReader json)
    {
        if (json.Find(Key) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return value.GetArrayLength() == 0 ? [] : [new TrainedTokens(null, json.TokenIds(Key))];
        var section = json.Section(Key)!;
        return [.. section.Keys.Select(module => new TrainedTokens(module, section.TokenIds(module)))];
    }

    /// <summary>Writes nothing where there are none: the key is younger than the others.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<TrainedTokens> tokens)
    {
        if (tokens.Count == 0)
            return;
        if (tokens is [{ Module: null } only])
        {
            WriteIds(writer, Key, only.Ids);
            return;
        }

        writer.WriteStartObject(Key);
        foreach (var (module, ids) in tokens.OrderBy(row => row.Module, StringComparer.Ordinal))
            WriteIds(writer, module ?? "embed_tokens", ids);
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, IReadOnlyList<int> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
            writer.WriteNumberValue(id);
        writer.WriteEndArray();
    }
}
