using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary><c>trainable_token_indices</c> of an <c>adapter_config.json</c>: a list of ids of the embedding, or a list for each module.</summary>
internal static class TrainedTokensFile
{
    public const string Key = "trainable_token_indices";

    public static IReadOnlyList<TrainedTokens> Read(ConfigurationReader json)
    {
        if (json.Find(Key) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return value.GetArrayLength() == 0 ? [] : [new TrainedTokens(null, json.TokenIds(Key))];
        var section = json.Section(Key)!;
        return [.. section.Keys.Select(module => new TrainedTokens(module, section.TokenIds(module)))];
    }

    /// <summary>Null where there are none: the key is younger than the others, and is not written then.</summary>
    public static JsonNode? Write(IReadOnlyList<TrainedTokens> tokens)
    {
        if (tokens.Count == 0)
            return null;
        if (tokens is [{ Module: null } only])
            return Ids(only.Ids);
        var json = new JsonObject();
        foreach (var (module, ids) in tokens.OrderBy(row => row.Module, StringComparer.Ordinal))
            json.Add(module ?? "embed_tokens", Ids(ids));
        return json;
    }

    private static JsonArray Ids(IReadOnlyList<int> ids) => new([.. ids.Select(id => (JsonNode)id)]);
}
