using System.Globalization;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <content>Reading the files.</content>
public sealed partial record TokenizerConfig
{
    private const string Name = "tokenizer_config.json";
    private const string TokensName = "special_tokens_map.json";
    private const string TemplateName = "chat_template.jinja";
    private const string TemplateJsonName = "chat_template.json";
    private const string DefaultTemplate = "default";

    /// <summary>Reads the files of a folder; where there are none, nothing is said.</summary>
    /// <param name="folder">The folder of a model or a tokenizer.</param>
    /// <exception cref="AttuneException">ATT4021: a file is malformed.</exception>
    public static TokenizerConfig Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return TokenizerErrors.Translated(() =>
        {
            var config = ReadJson(folder, Name);
            var tokens = ReadJson(folder, TokensName);
            var template = ReadJson(folder, TemplateJsonName);
            return Read(config, tokens, TemplatesOf(folder, template ?? config, out var file)) with { ChatTemplateFile = file };
        });
    }

    private static TokenizerConfig Read(DataValue? config, DataValue? tokens, Dictionary<string, string> templates) => new()
    {
        TokenizerClass = config?.Optional("tokenizer_class")?.AsString(),
        BosToken = Content(config, tokens, "bos_token"),
        EosToken = Content(config, tokens, "eos_token"),
        UnkToken = Content(config, tokens, "unk_token"),
        SepToken = Content(config, tokens, "sep_token"),
        PadToken = Content(config, tokens, "pad_token"),
        ClsToken = Content(config, tokens, "cls_token"),
        MaskToken = Content(config, tokens, "mask_token"),
        AdditionalSpecialTokens = [.. Additional(config, tokens)],
        AddBosToken = config?.Optional("add_bos_token")?.AsBoolean(),
        AddEosToken = config?.Optional("add_eos_token")?.AsBoolean(),
        AddPrefixSpace = config?.Optional("add_prefix_space")?.AsBoolean(),
        CleanUpTokenizationSpaces = config?.Optional("clean_up_tokenization_spaces")?.AsBoolean(),
        ModelMaxLength = (config?.Optional("model_max_length") ?? config?.Optional("max_len"))?.AsDouble() is { } length and >= 0 and <= int.MaxValue
            ? (int)length
            : null,
        ChatTemplates = templates,
        DoLowerCase = config?.Optional("do_lower_case")?.AsBoolean(),
        StripAccents = config?.Optional("strip_accents")?.AsBoolean(),
        TokenizeChineseChars = config?.Optional("tokenize_chinese_chars")?.AsBoolean(),
        Legacy = config?.Optional("legacy")?.AsBoolean(),
        AddedTokens = [.. Added(config?.Optional("added_tokens_decoder"))],
    };

    private static DataValue? ReadJson(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file) ? new JsonTextParser(Utf8Lines.ReadAll(file), file).ParseWhole() : null;
    }

    /// <summary>A token is its text, or an object with that and how it is found.</summary>
    private static string? Content(DataValue? config, DataValue? tokens, string name)
    {
        var value = config?.Optional(name) ?? tokens?.Optional(name);
        return value is null ? null : ContentOf(value);
    }

    private static string ContentOf(DataValue value) =>
        value.Kind == DataKind.Object ? value.Required("content").AsString() : value.AsString();

    private static IEnumerable<string> Additional(DataValue? config, DataValue? tokens)
    {
        const string name = "additional_special_tokens";
        return (config?.Optional(name) ?? tokens?.Optional(name))?.Items.Select(ContentOf) ?? [];
    }

    private static IEnumerable<AddedToken> Added(DataValue? decoder)
    {
        foreach (var (name, value) in decoder?.Properties ?? [])
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                throw TokenizerErrors.Bad(value, $"{DataErrors.Show(name)} is not the id of a token.");
            yield return new AddedToken(id, value.Required("content").AsString())
            {
                Special = value.Optional("special")?.AsBoolean() ?? false,
                SingleWord = value.Optional("single_word")?.AsBoolean() ?? false,
                StripLeft = value.Optional("lstrip")?.AsBoolean() ?? false,
                StripRight = value.Optional("rstrip")?.AsBoolean() ?? false,
                Normalized = value.Optional("normalized")?.AsBoolean() ?? true,
            };
        }
    }

    private static Dictionary<string, string> TemplatesOf(string folder, DataValue? config, out string? file)
    {
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        var value = config?.Optional("chat_template");
        if (value?.Kind == DataKind.Array)
        {
            foreach (var item in value.Items)
                templates[item.Required("name").AsString()] = item.Required("template").AsString();
        }
        else if (value is not null)
        {
            templates[DefaultTemplate] = value.AsString();
        }

        // The file of its own is the newer way, and wins.
        file = Path.Combine(folder, TemplateName);
        if (File.Exists(file))
            templates[DefaultTemplate] = Utf8Lines.ReadAll(file);
        else
            file = templates.ContainsKey(DefaultTemplate) ? value!.File : null;
        return templates;
    }
}
