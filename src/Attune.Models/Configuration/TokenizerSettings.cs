using System.Text.Json;

namespace Attune.Models;

/// <summary>What a folder says about its tokenizer beside tokenizer.json: the chat template, the file it stands in, and the special tokens.</summary>
internal sealed record TokenizerSettings(string? ChatTemplate, string? ChatTemplateFile, IReadOnlyDictionary<string, object?> SpecialTokens)
{
    private static readonly string[] TokenKeys =
        ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"];

    public static TokenizerSettings Read(string folder)
    {
        var tokens = new Dictionary<string, object?>(StringComparer.Ordinal);
        AddTokens(tokens, Path.Combine(folder, "special_tokens_map.json"));
        var settings = Path.Combine(folder, "tokenizer_config.json");
        var template = AddTokens(tokens, settings);
        var file = Path.Combine(folder, "chat_template.jinja"); // wins, as in the reference library
        if (File.Exists(file))
            return new TokenizerSettings(File.ReadAllText(file), file, tokens);
        return new TokenizerSettings(template, template is null ? null : settings, tokens);
    }

    /// <returns>The chat template in the file, if any.</returns>
    private static string? AddTokens(Dictionary<string, object?> tokens, string path)
    {
        if (!File.Exists(path))
            return null;
        using var document = JsonFile.Read(path, "ATT4112");
        var json = ConfigurationReader.Root(document, path, "ATT4112");
        foreach (var key in TokenKeys)
        {
            if (json.Find(key) is { } value)
                tokens[key] = TokenText(json, key, value);
        }

        return ReadTemplate(json);
    }

    /// <summary>A token is its text, or an object whose "content" is.</summary>
    private static string TokenText(ConfigurationReader json, string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => json.Section(key)!.Value.Text("content") ?? throw json.Wrong(key, value, "a token"),
        _ => throw json.Wrong(key, value, "a token"),
    };

    /// <summary>One template, or a list of named ones, of which "default" is meant.</summary>
    private static string? ReadTemplate(ConfigurationReader json)
    {
        if (json.Find("chat_template") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        if (value.ValueKind != JsonValueKind.Array)
            throw json.Wrong("chat_template", value, "a template or a list of them");
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("name", out var name) && name.ValueEquals("default")
                && item.TryGetProperty("template", out var template) && template.ValueKind == JsonValueKind.String)
                return template.GetString();
        }

        return null;
    }
}
